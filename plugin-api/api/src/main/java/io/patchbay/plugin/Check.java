package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method behind "test connection": {@code CheckResult check(Settings settings,
 * ConnectionContext context)}.
 *
 * <p>Called when a person asks for it and before a connection is first used; at most once at a time
 * per connection. It should make one cheap authenticated read and change nothing. Throwing a {@link
 * ConnectorException} means the same as returning {@link CheckResult#failed(ConnectorException)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Check {}
