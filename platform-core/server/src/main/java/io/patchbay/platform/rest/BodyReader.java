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
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
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
  public static Object read(byte[] bytes, Type type) {
    // First the whole text, so that its limits hold whatever the type reads of it.
    JsonNode tree = tree(bytes);
    Object value;
    try {
      value = Json.MAPPER.readerFor(Json.MAPPER.constructType(type)).readValue(tree);
    } catch (JacksonException e) {
      throw problem(e);
    }
    List<FieldProblem> missing = RequiredFields.missing(value);
    if (!missing.isEmpty()) {
      throw Problem.invalid(missing);
    }
    return value;
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      JsonNode tree = Json.MAPPER.readTree(bytes);
      if (tree.isMissingNode() || tree.isNull()) {
        throw Problem.unreadable("request.empty", "The request needs a JSON body, and has none.");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw Problem.unreadable(
          "request.over-limit",
          "The JSON is nested deeper than "
              + Json.MAX_DEPTH
              + " levels or has a name, number or text that is too long.");
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw Problem.unreadable(
          "request.not-json",
          place == null
              ? "The body is not valid JSON."
              : "The body is not valid JSON: line %d, column %d."
                  .formatted(place.getLineNr(), place.getColumnNr()));
    }
  }

  private static Problem problem(JacksonException e) {
    return switch (e) {
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
