package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a connector: one class that speaks to one other system.
 *
 * <p>The class is public, top-level, not abstract, and has a public constructor without parameters.
 * The platform makes one instance per plugin version and node and calls it from many threads at
 * once, for many tenants: keep no state in fields (tokens belong into {@link
 * ConnectionContext#tokens()}). If the class implements {@link AutoCloseable}, {@code close} is
 * called once, after the last call has ended and before the plugin is unloaded; nothing is called
 * after it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Connector {
  /**
   * Lower case, digits and dashes, starting with a letter. Never changes: flows name it ({@code
   * crm.findContact:1.0.0}).
   */
  String id();

  /** The name that people see. */
  String label();

  /** What the other system is and what this connector does with it: one or two sentences. */
  String help();

  /** A path in the bundle to an SVG icon, or empty. */
  String icon() default "";

  /** A link to the documentation of the other system, or empty. */
  String docs() default "";
}
