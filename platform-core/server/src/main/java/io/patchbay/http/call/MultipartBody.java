package io.patchbay.http.call;

import io.patchbay.http.Header;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An object as {@code multipart/form-data}: texts as they are, objects as JSON. */
final class MultipartBody {
  private static final SecureRandom RANDOM = new SecureRandom();

  private MultipartBody() {}

  /** Replaces the content type by one with the boundary. */
  static byte[] write(JsonNode fields, List<Header> headers) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String boundary = "patchbay-" + HexFormat.of().formatHex(random);
    headers.removeIf(header -> header.is("Content-Type"));
    headers.add(new Header("Content-Type", "multipart/form-data; boundary=" + boundary));
    StringBuilder body = new StringBuilder();
    fields
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              for (JsonNode each : value.isArray() ? value.values() : List.of(value)) {
                part(body, boundary, field.getKey(), each);
              }
            });
    body.append("--").append(boundary).append("--\r\n");
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void part(StringBuilder body, String boundary, String name, JsonNode value) {
    body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
    body.append(name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A")).append('"');
    if (value.isContainer()) {
      body.append("\r\nContent-Type: application/json");
    }
    body.append("\r\n\r\n").append(RequestParts.text(value)).append("\r\n");
  }
}
