package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Label and JSON value of an enum constant; without it both are the name of the constant. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Option {
  /** The value in JSON; by default the name of the constant. */
  String value() default "";

  /** The name that people see. */
  String label() default "";
}
