package io.patchbay.http.service;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceCall;
import io.patchbay.call.asyncapi.AsyncApiDocument;
import io.patchbay.call.asyncapi.AsyncApiRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code call: asyncapi}: the message is the body of an HTTP request, its headers are headers. */
record AsyncApiCalls(Documents documents, HttpInvoker http) {

  CallOutcome invoke(CallContext context, ServiceCall.AsyncApi call)
      throws CallRefused, CallEnded, InterruptedException {
    AsyncApiDocument document =
        documents.get(
            context,
            call.document(),
            AsyncApiDocument.class,
            (bytes, address) -> new AsyncApiDocument(DocumentText.tree(bytes)));
    AsyncApiRequest request = document.request(call);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", request.contentType());
    call.headers().properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(
            member ->
                headers.put(
                    member.getKey(),
                    member.getValue().isContainer()
                        ? member.getValue().toString()
                        : member.getValue().asString()));
    return http.exchange(
        new HttpCall(
            context,
            request.method(),
            request.uri(),
            headers,
            Map.of(),
            call.payload(),
            HttpCall.Output.CONTENT,
            false,
            call.authentication()));
  }
}
