package io.patchbay.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that describes data of the other system, so that {@link Json#bind} and {@code
 * response.as(...)} can make it: unknown members are ignored. Records used as input, output,
 * settings, parameters or items need no mark.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RemoteRecord {}
