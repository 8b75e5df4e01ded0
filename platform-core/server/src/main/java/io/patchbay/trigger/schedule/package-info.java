/** Flows that start by the clock: when, and what happens then. */
@NullMarked
package io.patchbay.trigger.schedule;

import org.jspecify.annotations.NullMarked;
