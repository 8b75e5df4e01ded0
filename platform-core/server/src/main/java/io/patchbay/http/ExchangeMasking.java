package io.patchbay.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns what travelled into what may be kept. */
public final class ExchangeMasking {

  /** Read beyond the limit so that a secret across the cut is still recognised. */
  private static final int OVERLAP = 4096;

  private ExchangeMasking() {}

  public static String url(URI uri, SecretMask mask) {
    return mask.mask(uri.toString());
  }

  public static List<Header> headers(List<Header> headers, SecretMask mask) {
    List<Header> masked = new ArrayList<>(headers.size());
    for (Header header : headers) {
      String value = mask.mask(header);
      masked.add(value.equals(header.value()) ? header : new Header(header.name(), value));
    }
    return masked;
  }

  public static RecordedExchange.Body body(byte[] body, List<Header> headers, SecretMask mask) {
    if (body.length == 0) {
      return RecordedExchange.Body.EMPTY;
    }
    String type = Header.find(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!isText(type)) {
      return new RecordedExchange.Body("", body.length, false);
    }
    int limit = RecordedExchange.LONGEST_BODY;
    int read = Math.min(body.length, limit + OVERLAP);
    String text = mask.mask(new String(body, 0, read, StandardCharsets.UTF_8));
    boolean complete = body.length <= limit;
    return new RecordedExchange.Body(
        complete || text.length() <= limit ? text : text.substring(0, limit),
        body.length,
        complete);
  }

  private static boolean isText(String type) {
    return type.isEmpty()
        || type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("yaml")
        || type.contains("javascript")
        || type.contains("x-www-form-urlencoded");
  }
}
