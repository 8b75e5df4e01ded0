package io.patchbay.http.cdi;

import io.patchbay.call.HttpInvoker;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.ExchangeRecorder;
import io.patchbay.http.OutboundGrpc;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.apache.ApacheOutboundGrpc;
import io.patchbay.http.apache.ApacheOutboundHttp;
import io.patchbay.http.call.AuthorizedHttp;
import io.patchbay.http.call.FlowHttpInvoker;
import io.patchbay.http.grpc.GrpcCalls;
import io.patchbay.http.service.FlowServiceInvoker;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.tenant.TenantChanged;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The outbound client of this node. */
@Singleton
public class OutboundBeans {

  @Produces
  @Singleton
  EgressPolicy policy(PlatformConfig config) {
    return EgressPolicy.parse(String.join(",", config.egressAllow()));
  }

  @Produces
  @Singleton
  CallBudgets budgets(InstantSource clock) {
    return new CallBudgets(clock);
  }

  @Produces
  @Singleton
  OutboundHttp http(
      EgressPolicy policy,
      CallBudgets budgets,
      InstantSource clock,
      Instance<ExchangeRecorder> recorders) {
    return new ApacheOutboundHttp(policy, budgets, late(recorders), clock);
  }

  @Produces
  @Singleton
  OutboundGrpc grpc(EgressPolicy policy, CallBudgets budgets, InstantSource clock) {
    return new ApacheOutboundGrpc(policy, budgets, clock);
  }

  void closeGrpc(@Disposes OutboundGrpc grpc) {
    if (grpc instanceof ApacheOutboundGrpc client) {
      client.close();
    }
  }

  /** Looked up with the first call: who records may itself depend on who calls. */
  private static ExchangeRecorder late(Instance<ExchangeRecorder> recorders) {
    return (origin, exchange) -> {
      if (recorders.isResolvable()) {
        recorders.get().record(origin, exchange);
      }
    };
  }

  void close(@Disposes OutboundHttp http) {
    if (http instanceof ApacheOutboundHttp client) {
      client.close();
    }
  }

  @Produces
  @Singleton
  AuthorizedHttp authorized(
      OutboundHttp http, ConnectionResolver connections, InstantSource clock) {
    return new AuthorizedHttp(http, connections, clock);
  }

  @Produces
  @Singleton
  HttpInvoker invoker(AuthorizedHttp http) {
    return new FlowHttpInvoker(http);
  }

  @Produces
  @Singleton
  FlowServiceInvoker services(
      AuthorizedHttp authorized,
      HttpInvoker http,
      OutboundGrpc grpc,
      InstantSource clock,
      Instance<ExchangeRecorder> recorders) {
    GrpcCalls calls = new GrpcCalls(authorized, grpc, late(recorders), clock);
    return new FlowServiceInvoker(authorized, http, calls, clock);
  }

  /** Tokens and documents of a tenant that is gone or suspended stay in the memory of no node. */
  void forget(
      @Observes TenantChanged changed, AuthorizedHttp authorized, FlowServiceInvoker services) {
    switch (changed.change()) {
      case DELETED, SUSPENDED -> {
        authorized.forget(changed.tenant());
        services.forget(changed.tenant());
      }
      case CREATED, UPDATED, RESUMED -> {}
    }
  }
}
