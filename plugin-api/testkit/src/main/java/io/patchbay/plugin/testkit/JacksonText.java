package io.patchbay.plugin.testkit;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.spi.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON text through Jackson: numbers become BigDecimal, nesting is limited. */
final class JacksonText implements JsonText {
  private static final int DEEPEST = 200;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public @Nullable Object parse(String text) {
    try {
      Object value = mapper.readValue(text, Object.class);
      if (value == null && text.isBlank()) {
        throw ConnectorException.badResponse("The body is empty, JSON was expected.");
      }
      return value;
    } catch (JacksonException e) {
      // Jackson's message may quote the text: only the place is told.
      throw ConnectorException.badResponse("The body is not JSON (%s).".formatted(place(e)));
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? "no place"
        : "line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  @Override
  public String write(@Nullable Object jdkValue) {
    return mapper.writeValueAsString(jdkValue);
  }
}
