/** CloudEvents: what one is, and which of them somebody wants. No clock, no store. */
@org.jspecify.annotations.NullMarked
package io.patchbay.event;
