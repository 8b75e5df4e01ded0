package io.patchbay.http.service;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceCall;
import io.patchbay.call.ServiceInvoker;
import io.patchbay.http.call.AuthorizedHttp;
import io.patchbay.http.grpc.GrpcCalls;
import io.patchbay.http.grpc.GrpcService;
import io.patchbay.tenant.TenantId;
import java.time.InstantSource;

/** Makes the calls of a flow that a document or a protocol describes. */
public final class FlowServiceInvoker implements ServiceInvoker {
  private final OpenApiCalls openApi;
  private final AsyncApiCalls asyncApi;
  private final McpCalls mcp;
  private final GrpcCalls grpc;
  private final Documents documents;

  public FlowServiceInvoker(
      AuthorizedHttp authorized, HttpInvoker http, GrpcCalls grpc, InstantSource clock) {
    this.grpc = grpc;
    this.documents = new Documents(authorized, clock);
    this.openApi = new OpenApiCalls(documents, http);
    this.asyncApi = new AsyncApiCalls(documents, http);
    this.mcp = new McpCalls(authorized, clock);
  }

  @Override
  public CallOutcome invoke(CallContext context, ServiceCall call) throws InterruptedException {
    try {
      return switch (call) {
        case ServiceCall.OpenApi open -> openApi.invoke(context, open);
        case ServiceCall.AsyncApi async -> asyncApi.invoke(context, async);
        case ServiceCall.Mcp tool -> mcp.invoke(context, tool);
        case ServiceCall.Grpc remote -> grpc.invoke(context, remote, service(context, remote));
      };
    } catch (CallEnded e) {
      return e.outcome();
    } catch (CallRefused e) {
      return e.outcome(call.label());
    }
  }

  /** Drops the documents that are kept for the tenant. */
  public void forget(TenantId tenant) {
    documents.forget(tenant);
  }

  private GrpcService service(CallContext context, ServiceCall.Grpc call)
      throws CallRefused, CallEnded, InterruptedException {
    return documents.get(
        context, call.proto(), GrpcService.class, (bytes, address) -> GrpcService.read(bytes));
  }
}
