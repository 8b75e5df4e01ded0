package io.patchbay.flow.task;

import io.patchbay.call.HttpCall;
import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/** What a {@code call} of a described service is made of; see {@code io.patchbay.call}. */
public sealed interface ServiceRule {

  record OpenApi(
      EndpointRule document,
      Template operation,
      @Nullable Template parameters,
      @Nullable AuthenticationRule authentication,
      HttpCall.Output output,
      boolean redirect)
      implements ServiceRule {}

  record AsyncApi(
      EndpointRule document,
      @Nullable Template operation,
      @Nullable Template channel,
      @Nullable Template server,
      @Nullable Template variables,
      @Nullable Template payload,
      @Nullable Template headers,
      @Nullable AuthenticationRule authentication)
      implements ServiceRule {}

  record Mcp(
      EndpointRule endpoint,
      @Nullable Template headers,
      String protocolVersion,
      String method,
      @Nullable Template parameters,
      @Nullable DurationRule timeout,
      String clientName,
      String clientVersion)
      implements ServiceRule {}

  record Grpc(
      EndpointRule proto,
      Template service,
      Template host,
      @Nullable Template port,
      Template method,
      @Nullable Template arguments,
      @Nullable AuthenticationRule authentication)
      implements ServiceRule {}
}
