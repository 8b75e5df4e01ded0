package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that asks the other system for news: {@code PollPage<Item> poll(Params params,
 * Settings settings, PollContext context)}.
 *
 * <p><b>Contract.</b> The platform owns the schedule, the cursor and the removal of duplicates: the
 * method keeps nothing. It is never called twice at once for one trigger of one flow. It gets the
 * cursor that it returned last ({@link PollContext#cursor()}, empty the first time) and returns one
 * page and the next cursor. The platform stores the items and the cursor in one transaction, so a
 * page is either accepted whole or asked for again with the old cursor. Items whose key has been
 * seen are dropped: the method may return an item again, and must return it again rather than risk
 * losing it. While a page says that there is more, the next call follows at once; otherwise at the
 * next interval.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PollingTrigger {
  /** Lower camel case; unique among the triggers of the connector together with the version. */
  String id();

  /** Three numbers ({@code 1.0.0}). */
  String version();

  /** What starts the flow, as a person would say it: "Contact created or changed". */
  String label();

  String help() default "";

  /** The interval that suits most uses, as an ISO-8601 duration. */
  String interval() default "PT5M";
}
