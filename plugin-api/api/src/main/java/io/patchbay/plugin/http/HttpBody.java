package io.patchbay.plugin.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request. */
public sealed interface HttpBody {
  /** No body. */
  record None() implements HttpBody {}

  /** A JDK JSON value or a record known to the connector, sent as {@code application/json}. */
  record Json(@Nullable Object value) implements HttpBody {
    @Override
    public String toString() {
      return "Json[…]";
    }
  }

  /** Sent as {@code application/x-www-form-urlencoded}; the values may be secret. */
  record Form(Map<String, String> fields) implements HttpBody {
    public Form {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return "Form" + fields.keySet();
    }
  }

  /** Anything else. */
  record Bytes(String contentType, byte[] content) implements HttpBody {
    public Bytes {
      content = content.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }

    @Override
    public String toString() {
      return "Bytes[" + contentType + ", " + content.length + "]";
    }
  }
}
