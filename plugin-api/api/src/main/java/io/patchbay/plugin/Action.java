package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that a flow can call as a step: {@code Output run(Input input, Settings settings,
 * ActionContext context)}, where Input and Output are records and Settings is the connector's
 * settings type. A {@link Effect#READ} action may return {@code Optional<Output>}: empty means that
 * there is no such thing.
 *
 * <p><b>Contract.</b> Called on a virtual thread of its own, many calls at once. One call is one
 * attempt; the platform repeats it as {@link Effect} and the error's retry facts allow, with the
 * same {@link ActionContext#idempotencyKey()}. The call must end by {@link
 * ActionContext#deadline()}: then the thread is interrupted and, soon after, given up. The input is
 * valid when the method is called: every {@link Field} rule has been checked. Failures are thrown
 * as {@link ConnectorException}; anything else thrown counts as a bug of the plugin.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Action {
  /** Lower camel case; unique within the connector together with the version. Never changes. */
  String id();

  /**
   * Three numbers ({@code 1.0.0}). Several versions of one action may live side by side, each a
   * method of its own.
   */
  String version();

  /** What the step does, as a person would say it. */
  String label();

  /** One or two sentences: what it does, what it gives back, what to watch. */
  String help() default "";

  Effect effect();

  /**
   * For {@link Effect#UNSAFE}: the id (or {@code id:version}) of a {@link Effect#READ} action of
   * this connector that finds out whether an earlier call happened. It returns {@code Optional} of
   * the same output; every component of its input also exists in the input of this action; it gets
   * the idempotency key of the call it looks for. Empty means "it did not happen", and the platform
   * then repeats the call.
   */
  String lookup() default "";
}
