package io.patchbay.platform.rest;

import io.patchbay.platform.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads JSON bodies: bounded, strict, and every refusal names the place. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class BodyReader implements MessageBodyReader<Object> {

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] marks, MediaType media) {
    return type != InputStream.class && type != byte[].class && type != String.class;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] marks,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(Json.MAX_BODY_BYTES + 1);
    if (bytes.length > Json.MAX_BODY_BYTES) {
      throw Problem.tooLarge("request body", Json.MAX_BODY_BYTES);
    }
    return read(bytes, generic);
  }

  /** Reads one value; what is wrong becomes a {@link Problem} with a pointer. */
  static Object read(byte[] bytes, Type type) {
    Object value;
    try {
      value = Json.MAPPER.readValue(bytes, Json.MAPPER.getTypeFactory().constructType(type));
    } catch (JacksonException e) {
      throw problem(e);
    }
    if (value == null) {
      throw Problem.unreadable("request.empty", "The request needs a JSON body, and has none.");
    }
    List<FieldProblem> missing = RequiredFields.missing(value);
    if (!missing.isEmpty()) {
      throw Problem.invalid(missing);
    }
    return value;
  }

  private static Problem problem(JacksonException e) {
    return switch (e) {
      case StreamConstraintsException _ ->
          Problem.unreadable(
              "request.over-limit",
              "The JSON is nested deeper than "
                  + Json.MAX_DEPTH
                  + " levels or has a name, number or text that is too long.");
      case StreamReadException _ ->
          Problem.unreadable(
              "request.not-json",
              "The body is not valid JSON"
                  + (e.getLocation() == null
                      ? "."
                      : ": line "
                          + e.getLocation().getLineNr()
                          + ", column "
                          + e.getLocation().getColumnNr()
                          + "."));
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(
              pointer(unknown),
              "unknown-field",
              "'" + unknown.getPropertyName() + "' is not a field of this request.");
      case InvalidFormatException bad ->
          Problem.invalid(pointer(bad), "wrong-value", wrongValue(bad));
      case DatabindException bad ->
          Problem.invalid(
              pointer(bad),
              "wrong-type",
              "The value at '" + pointer(bad) + "' has the wrong type.");
      default -> Problem.unreadable("request.not-json", "The body is not valid JSON.");
    };
  }

  private static String wrongValue(InvalidFormatException bad) {
    Class<?> wanted = bad.getTargetType();
    String hint = "";
    if (wanted != null && wanted.isEnum()) {
      hint =
          " Possible: "
              + java.util.Arrays.stream(wanted.getEnumConstants())
                  .map(c -> Json.MAPPER.convertValue(c, String.class))
                  .collect(Collectors.joining(", "))
              + ".";
    }
    return "The value at '" + pointer(bad) + "' is not possible." + hint;
  }

  private static String pointer(DatabindException e) {
    @Nullable String pointer =
        e.getPath().stream()
            .map(r -> r.getPropertyName() == null ? "" + r.getIndex() : escape(r.getPropertyName()))
            .collect(Collectors.joining("/"));
    return pointer == null || pointer.isEmpty() ? "" : "/" + pointer;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
