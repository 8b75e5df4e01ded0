package io.patchbay.call.openapi;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an operation becomes with a flow's parameters.
 *
 * @param method upper case
 * @param uri complete, with its query
 * @param headers with {@code Content-Type} when there is a body
 */
public record OpenApiRequest(
    String method, URI uri, Map<String, String> headers, @Nullable JsonNode body) {
  public OpenApiRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
