package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one way to connect: a record whose components are the settings a person fills in.
 *
 * <p>A connector with one kind uses that record as its settings type. A connector with several
 * kinds uses a sealed interface whose permitted records each carry this annotation.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ConnectionKind {
  /** Unique within the connector. Stored with each connection: never changes. */
  String id() default "default";

  /** The name that people see when they choose how to connect. */
  String label();

  /** Where a person finds these credentials. */
  String help() default "";

  /**
   * How these settings authenticate; lets the platform own the OAuth 2 dance and the rotation of
   * keys.
   */
  AuthScheme auth();

  /** For the OAuth 2 schemes: where a person grants access. */
  @Incubating
  String authorizationUrl() default "";

  /** For the OAuth 2 schemes: where tokens come from. Empty if it is one of the settings. */
  @Incubating
  String tokenUrl() default "";

  /** For the OAuth 2 schemes: the scopes to ask for. */
  @Incubating
  String[] scopes() default {};
}
