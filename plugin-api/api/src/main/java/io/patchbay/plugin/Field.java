package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says about a record component everything that a form, a schema, the docs and the validation need,
 * once.
 *
 * <p>Types: {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double}, {@code
 * BigDecimal}, enums, {@code Instant}, {@code LocalDate}, {@code Duration}, {@code URI}, {@link
 * Secret}, other records, {@code List<T>}, {@code Map<String, T>}, {@code Optional<T>}, and {@code
 * Object} for free JSON (Map, List, String, BigDecimal, Boolean or null). A component is required
 * unless it is {@code Optional} or {@code @Nullable}, has a default, or is a list or map with
 * {@code required = false} (then empty).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** The name that people see; by default made from the component's name. */
  String label() default "";

  /** One sentence: what it is for, with its unit. */
  String help() default "";

  /**
   * The value used when none is given, as JSON or as plain text for text-like types. Not allowed
   * for secrets.
   */
  String defaultValue() default "";

  /** May be switched off for lists and maps; for other types use Optional or a default value. */
  boolean required() default true;

  /** For numbers: the least value, as a decimal number. */
  String min() default "";

  /** For numbers: the greatest value, as a decimal number. */
  String max() default "";

  /** For text: the least number of characters; for lists and maps: of entries. */
  int minLength() default 0;

  /** For text: the greatest number of characters; for lists and maps: of entries. */
  int maxLength() default Integer.MAX_VALUE;

  /**
   * For text: a regular expression that the whole value matches. Keep it linear: no nested
   * repetition.
   */
  String pattern() default "";

  /** For text: the allowed values. Prefer an enum. */
  String[] options() default {};

  /**
   * An example value, as JSON or as plain text for text-like types. Samples make the docs and the
   * contract test.
   */
  String sample() default "";

  /** For text: draw a large box. */
  boolean multiline() default false;

  /** Place in the form; by default the order of declaration. */
  int order() default 0;

  /** Show only on demand, under "more". */
  boolean advanced() default false;

  /** The name in JSON, if it cannot be a Java name or differs from the component's. */
  String name() default "";
}
