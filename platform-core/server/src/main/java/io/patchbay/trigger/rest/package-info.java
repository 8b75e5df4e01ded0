/** Triggers over HTTP. */
@NullMarked
package io.patchbay.trigger.rest;

import org.jspecify.annotations.NullMarked;
