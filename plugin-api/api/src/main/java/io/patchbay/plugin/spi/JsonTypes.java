package io.patchbay.plugin.spi;

import io.patchbay.plugin.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that a record component can have, apart from records. */
public final class JsonTypes {
  public static final JsonType<String> STRING = text("text", s -> s, s -> s);
  public static final JsonType<Boolean> BOOLEAN =
      new ScalarType<>("true or false", JsonTypes::bool, b -> b);
  public static final JsonType<BigDecimal> DECIMAL =
      new ScalarType<>("a number", JsonTypes::decimal, d -> d);
  public static final JsonType<Integer> INT =
      new ScalarType<>(
          "a whole number between -2^31 and 2^31 - 1", JsonTypes::integer, BigDecimal::valueOf);
  public static final JsonType<Long> LONG =
      new ScalarType<>(
          "a whole number between -2^63 and 2^63 - 1", JsonTypes::longer, BigDecimal::valueOf);
  public static final JsonType<Double> DOUBLE =
      new ScalarType<>("a number", JsonTypes::floating, BigDecimal::valueOf);
  public static final JsonType<Instant> INSTANT =
      text(
          "a time such as 2026-11-23T18:30:00Z",
          s -> OffsetDateTime.parse(s).toInstant(),
          Instant::toString);
  public static final JsonType<LocalDate> DATE =
      text("a date such as 2026-11-23", LocalDate::parse, LocalDate::toString);
  public static final JsonType<Duration> DURATION =
      text("a duration such as PT30S", Duration::parse, Duration::toString);
  public static final JsonType<URI> URL =
      text("an address such as https://example.org/path", JsonTypes::address, URI::toString);
  public static final JsonType<Secret> SECRET = new SecretType();
  public static final JsonType<Object> ANY = new FreeType();

  private JsonTypes() {}

  public static <E extends Enum<E>> JsonType<E> enumeration(
      Class<E> type, Function<E, String> jsonValue) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    String expected = "one of " + String.join(", ", constants.stream().map(jsonValue).toList());
    return text(
        expected,
        s -> constants.stream().filter(c -> jsonValue.apply(c).equals(s)).findFirst().orElse(null),
        jsonValue::apply);
  }

  public static <T> JsonType<List<T>> list(JsonType<T> element) {
    return new ListType<>(element);
  }

  public static <T> JsonType<Map<String, T>> map(JsonType<T> value) {
    return new MapType<>(value);
  }

  private static <T> JsonType<T> text(
      String expected, Function<String, @Nullable T> reading, Function<T, Object> writing) {
    return new ScalarType<>(
        expected, v -> v instanceof String s ? reading.apply(s) : null, writing);
  }

  private static @Nullable Boolean bool(Object value) {
    return value instanceof Boolean b ? b : null;
  }

  static @Nullable BigDecimal decimal(Object value) {
    return switch (value) {
      case BigDecimal d -> d;
      case BigInteger i -> new BigDecimal(i);
      case Integer i -> BigDecimal.valueOf(i);
      case Long l -> BigDecimal.valueOf(l);
      case Double d when Double.isFinite(d) -> BigDecimal.valueOf(d);
      case Float f when Float.isFinite(f) -> new BigDecimal(f.toString());
      default -> null;
    };
  }

  private static @Nullable Integer integer(Object value) {
    BigDecimal number = decimal(value);
    return number == null || number.abs().compareTo(BigDecimal.valueOf(1L << 31)) > 0
        ? null
        : number.intValueExact();
  }

  private static @Nullable Long longer(Object value) {
    BigDecimal number = decimal(value);
    return number == null || number.precision() - number.scale() > 20
        ? null
        : number.longValueExact();
  }

  private static @Nullable Double floating(Object value) {
    BigDecimal number = decimal(value);
    return number == null || !Double.isFinite(number.doubleValue())
        ? null
        : (Double) number.doubleValue();
  }

  private static @Nullable URI address(String text) {
    URI uri = URI.create(text);
    return uri.isAbsolute() ? uri : null;
  }
}
