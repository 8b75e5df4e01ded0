package io.patchbay.plugin.webhook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public static class nested in the connector that implements {@link WebhookHandler} and
 * has a public constructor without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WebhookTrigger {
  /** Lower camel case; unique among the triggers of the connector together with the version. */
  String id();

  /** Three numbers ({@code 1.0.0}). */
  String version();

  /** What starts the flow, as a person would say it. */
  String label();

  String help() default "";
}
