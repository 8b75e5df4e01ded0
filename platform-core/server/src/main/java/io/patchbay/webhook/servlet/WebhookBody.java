package io.patchbay.webhook.servlet;

import io.patchbay.platform.rest.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a webhook's body: JSON within limits, or a refusal that says where it is wrong. */
final class WebhookBody {

  static final int MAX_BYTES = 1024 * 1024;
  static final int MAX_DEPTH = 100;

  private static final int FIRST = 8 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(400)
                          .maxStringLength(MAX_BYTES)
                          .maxNameLength(2_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private WebhookBody() {}

  /** Refuses what is declared as something else or as too large, before a byte is read. */
  static void checkHead(HttpServletRequest request) {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw Problem.tooLarge("request body", MAX_BYTES);
    }
    if (!isJson(request.getContentType())) {
      throw Problem.of(
          415,
          "webhook.content-type",
          "Unsupported media type",
          "This webhook takes JSON. Send it with Content-Type: application/json.");
    }
  }

  static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  /**
   * Reads it to its end.
   *
   * @param declared its length; negative when the sender did not say
   */
  static byte[] read(InputStream in, long declared) throws IOException {
    return read(in, declared, LONGEST);
  }

  static byte[] read(InputStream in, long declared, Duration longest) throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    byte[] body = new byte[declared < 0 ? FIRST : (int) Math.min(declared, MAX_BYTES) + 1];
    int length = 0;
    for (int n = in.read(body); n >= 0; n = in.read(body, length, body.length - length)) {
      length += n;
      if (length > MAX_BYTES) {
        throw Problem.tooLarge("request body", MAX_BYTES);
      }
      if (System.nanoTime() - end > 0) {
        throw Problem.of(
            408,
            "webhook.too-slow",
            "Request timeout",
            "The body did not arrive within " + longest.toSeconds() + " s. Send it again.");
      }
      if (length == body.length) {
        body = Arrays.copyOf(body, Math.min(2 * length, MAX_BYTES + 1));
      }
    }
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  static JsonNode parse(byte[] body) {
    try {
      JsonNode value = MAPPER.readTree(body);
      if (value == null || value.isMissingNode()) {
        throw Problem.unreadable("webhook.empty", "The request has no body. Send JSON.");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw Problem.unreadable(
          "webhook.over-limit",
          "The JSON is nested deeper than "
              + MAX_DEPTH
              + " levels or has a name or number that is too long"
              + position(e)
              + ".");
    } catch (JacksonException e) {
      throw Problem.unreadable(
          "webhook.not-json", "The body is not valid JSON" + position(e) + ".");
    }
  }

  private static String position(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : ": line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
