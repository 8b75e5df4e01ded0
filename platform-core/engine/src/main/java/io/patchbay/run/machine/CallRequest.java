package io.patchbay.run.machine;

import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.HttpCall;
import io.patchbay.call.ServiceCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a step asks the world to do. */
public sealed interface CallRequest {
  record Function(String name, String version, @Nullable String connection, JsonNode input)
      implements CallRequest {}

  record Http(
      String method,
      String uri,
      Map<String, String> headers,
      Map<String, List<String>> query,
      @Nullable JsonNode body,
      HttpCall.Output output,
      boolean redirect,
      @Nullable HttpAuthentication authentication)
      implements CallRequest {}

  record Service(ServiceCall call) implements CallRequest {}

  /**
   * @param event complete and checked
   */
  record Emit(JsonNode event) implements CallRequest {}

  /**
   * @param await false: the outcome is {@code {id}} of the run as soon as it is accepted
   */
  record Workflow(String namespace, String name, String version, JsonNode input, boolean await)
      implements CallRequest {}
}
