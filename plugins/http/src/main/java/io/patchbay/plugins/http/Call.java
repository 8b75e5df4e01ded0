package io.patchbay.plugins.http;

import io.patchbay.plugin.Field;
import io.patchbay.plugin.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the actions take and give. */
final class Call {
  private static final String URL_HELP =
      "A whole address, or the part after the connection's base address.";
  private static final String STATUS_HELP =
      "Statuses that count as success; by default 200 to 299.";

  private Call() {}

  /** Asks. */
  public record Get(
      @Field(label = "Address", help = URL_HELP, sample = "/orders/17") String url,
      @Field(label = "Query parameters", required = false) Map<String, String> query,
      @Field(label = "Headers", required = false) Map<String, String> headers,
      @Field(label = "Time-out", help = "By default as long as the step has.", advanced = true)
          Optional<Duration> timeout,
      @Field(label = "Expected statuses", help = STATUS_HELP, required = false, advanced = true)
          List<Integer> expect,
      @Field(label = "Read the answer as", defaultValue = "auto", advanced = true) ReadAs readAs) {}

  /** Replaces or deletes: twice leaves the same as once. */
  public record Put(
      @Field(label = "Method", defaultValue = "PUT") PutMethod method,
      @Field(label = "Address", help = URL_HELP, sample = "/orders/17") String url,
      @Field(label = "Query parameters", required = false) Map<String, String> query,
      @Field(label = "Headers", required = false) Map<String, String> headers,
      @Field(label = "Body", sample = "{\"state\": \"paid\"}") Optional<Object> body,
      @Field(label = "Send the body as", defaultValue = "json", advanced = true) SendAs sendAs,
      @Field(label = "Time-out", advanced = true) Optional<Duration> timeout,
      @Field(label = "Expected statuses", help = STATUS_HELP, required = false, advanced = true)
          List<Integer> expect,
      @Field(label = "Read the answer as", defaultValue = "auto", advanced = true) ReadAs readAs) {}

  /** Creates or changes, with a key by which the other side recognises a repetition. */
  public record Post(
      @Field(label = "Method", defaultValue = "POST") PostMethod method,
      @Field(label = "Address", help = URL_HELP, sample = "/orders") String url,
      @Field(label = "Query parameters", required = false) Map<String, String> query,
      @Field(label = "Headers", required = false) Map<String, String> headers,
      @Field(label = "Body", sample = "{\"article\": \"A-1\", \"count\": 2}") Optional<Object> body,
      @Field(label = "Send the body as", defaultValue = "json", advanced = true) SendAs sendAs,
      @Field(
              label = "Header of the idempotency key",
              help = "The other side must honour it, or a repetition acts twice.",
              defaultValue = "Idempotency-Key",
              pattern = "[A-Za-z0-9-]+")
          String keyHeader,
      @Field(label = "Time-out", advanced = true) Optional<Duration> timeout,
      @Field(label = "Expected statuses", help = STATUS_HELP, required = false, advanced = true)
          List<Integer> expect,
      @Field(label = "Read the answer as", defaultValue = "auto", advanced = true) ReadAs readAs) {}

  /** Anything, for other sides that recognise no repetition. */
  public record Request(
      @Field(label = "Method", defaultValue = "POST") AnyMethod method,
      @Field(label = "Address", help = URL_HELP, sample = "/mails") String url,
      @Field(label = "Query parameters", required = false) Map<String, String> query,
      @Field(label = "Headers", required = false) Map<String, String> headers,
      @Field(label = "Body", sample = "{\"to\": \"ada@example.org\"}") Optional<Object> body,
      @Field(label = "Send the body as", defaultValue = "json", advanced = true) SendAs sendAs,
      @Field(
              label = "How to find out whether it happened",
              help = "Asked after a crash or a lost answer. Without it a person decides.")
          Optional<Lookup> lookup,
      @Field(label = "Time-out", advanced = true) Optional<Duration> timeout,
      @Field(label = "Expected statuses", help = STATUS_HELP, required = false, advanced = true)
          List<Integer> expect,
      @Field(label = "Read the answer as", defaultValue = "auto", advanced = true) ReadAs readAs) {}

  /** The part of a {@link Request} by which it is found again. */
  public record Find(
      @Field(label = "How to find out whether it happened") Optional<Lookup> lookup,
      @Field(label = "Read the answer as", defaultValue = "auto", advanced = true) ReadAs readAs) {}

  /** A question whose answer is 2xx with something in it if the thing is there. */
  public record Lookup(
      @Field(label = "Address", help = URL_HELP, sample = "/mails/17") String url,
      @Field(label = "Query parameters", required = false) Map<String, String> query) {}

  /** An answer. */
  public record Response(
      @Field(label = "Status", sample = "200") int status,
      @Field(
              label = "Headers",
              help = "Names in lower case.",
              sample = "{\"content-type\": \"application/json\"}")
          Map<String, String> headers,
      @Field(
              label = "Body",
              help = "JSON, text, or base64 for other data; absent if empty.",
              sample = "{\"id\": 17}")
          Optional<Object> body) {}

  enum PutMethod {
    PUT,
    DELETE
  }

  enum PostMethod {
    POST,
    PATCH
  }

  enum AnyMethod {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  enum SendAs {
    @Option(value = "json", label = "JSON")
    JSON,
    @Option(value = "form", label = "Form fields")
    FORM,
    @Option(value = "text", label = "Plain text")
    TEXT
  }

  enum ReadAs {
    @Option(value = "auto", label = "What its content type says")
    AUTO,
    @Option(value = "json", label = "JSON")
    JSON,
    @Option(value = "text", label = "Text")
    TEXT,
    @Option(value = "base64", label = "Base64")
    BASE64
  }
}
