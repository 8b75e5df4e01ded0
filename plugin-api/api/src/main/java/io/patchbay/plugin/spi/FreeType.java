package io.patchbay.plugin.spi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free JSON: copied, so that nobody changes it afterwards, and with every number a BigDecimal. */
final class FreeType implements JsonType<Object> {
  private static final int DEEPEST = 200;

  @Override
  public @Nullable Object read(Object value, Place place) {
    return copy(value, place, 0);
  }

  @Override
  public @Nullable Object write(Object value) {
    Place place = Place.lenient();
    Object copy = copy(value, place, 0);
    if (!place.problems().isEmpty()) {
      throw new IllegalStateException("A value is not JSON: " + place.problems().getFirst());
    }
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value, Place place, int depth) {
    if (depth > DEEPEST) {
      place.report("must not be nested deeper than " + DEEPEST);
      return null;
    }
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean bool -> bool;
      case Number number -> number(number, place);
      case List<?> list -> list(list, place, depth);
      case Map<?, ?> map -> map(map, place, depth);
      default -> {
        place.report("must be JSON");
        yield null;
      }
    };
  }

  private static @Nullable BigDecimal number(Number value, Place place) {
    BigDecimal number = JsonTypes.decimal(value);
    if (number == null) {
      place.report("must be a finite number");
    }
    return number;
  }

  private static List<@Nullable Object> list(List<?> values, Place place, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(values.size());
    for (Object value : values) {
      copy.add(copy(value, place.element(copy.size()), depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values, Place place, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name instanceof String text) {
            copy.put(text, copy(value, place.member(text), depth + 1));
          } else {
            place.report("must have text as names");
          }
        });
    return Collections.unmodifiableMap(copy);
  }
}
