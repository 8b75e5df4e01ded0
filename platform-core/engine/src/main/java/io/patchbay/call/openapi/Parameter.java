package io.patchbay.call.openapi;

import io.patchbay.call.CallRefused;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A parameter of an operation, of OpenAPI 3 or Swagger 2.
 *
 * @param json its value is written as JSON text
 */
record Parameter(
    String name,
    Place place,
    Style style,
    boolean explode,
    boolean allowReserved,
    boolean required,
    boolean json) {

  enum Place {
    PATH,
    QUERY,
    HEADER,
    COOKIE,
    /** Swagger 2: the whole body. */
    BODY,
    /** Swagger 2: a field of the body. */
    FORM_DATA
  }

  enum Style {
    SIMPLE,
    LABEL,
    MATRIX,
    FORM,
    SPACE_DELIMITED,
    PIPE_DELIMITED,
    TAB_DELIMITED,
    DEEP_OBJECT
  }

  static Parameter of(JsonNode node) throws CallRefused {
    String name = node.path("name").asString("");
    Place place =
        switch (node.path("in").asString("")) {
          case "path" -> Place.PATH;
          case "query" -> Place.QUERY;
          case "header" -> Place.HEADER;
          case "cookie" -> Place.COOKIE;
          case "body" -> Place.BODY;
          case "formData" -> Place.FORM_DATA;
          default ->
              throw CallRefused.configuration(
                  "The document puts the parameter '" + name + "' in an unknown place.");
        };
    Style usual =
        place == Place.QUERY || place == Place.COOKIE || place == Place.FORM_DATA
            ? Style.FORM
            : Style.SIMPLE;
    Style style = style(node, usual);
    boolean explode =
        node.has("collectionFormat")
            ? node.path("collectionFormat").asString("").equals("multi")
            : node.path("explode").asBoolean(style == Style.FORM && !node.has("type"));
    return new Parameter(
        name,
        place,
        style,
        explode,
        node.path("allowReserved").asBoolean(false),
        place == Place.PATH || node.path("required").asBoolean(false),
        node.path("content").isObject());
  }

  private static Style style(JsonNode node, Style usual) throws CallRefused {
    String text = node.path("style").asString(node.path("collectionFormat").asString(""));
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "csv", "multi" -> usual;
      case "simple" -> Style.SIMPLE;
      case "label" -> Style.LABEL;
      case "matrix" -> Style.MATRIX;
      case "form" -> Style.FORM;
      case "spacedelimited", "ssv" -> Style.SPACE_DELIMITED;
      case "pipedelimited", "pipes" -> Style.PIPE_DELIMITED;
      case "tsv" -> Style.TAB_DELIMITED;
      case "deepobject" -> Style.DEEP_OBJECT;
      default ->
          throw CallRefused.configuration(
              "The style of the parameter '" + node.path("name").asString("") + "' is not known.");
    };
  }
}
