package io.patchbay.http.service;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceCall;
import io.patchbay.call.openapi.OpenApiDocument;
import io.patchbay.call.openapi.OpenApiRequest;
import java.util.Map;

/** {@code call: openapi}. */
record OpenApiCalls(Documents documents, HttpInvoker http) {

  CallOutcome invoke(CallContext context, ServiceCall.OpenApi call)
      throws CallRefused, CallEnded, InterruptedException {
    OpenApiDocument document =
        documents.get(
            context,
            call.document(),
            OpenApiDocument.class,
            (bytes, address) -> new OpenApiDocument(DocumentText.tree(bytes), address));
    OpenApiRequest request = document.request(call.operation(), call.parameters());
    return http.exchange(
        new HttpCall(
            context,
            request.method(),
            request.uri(),
            request.headers(),
            Map.of(),
            request.body(),
            call.output(),
            call.redirect(),
            call.authentication()));
  }
}
