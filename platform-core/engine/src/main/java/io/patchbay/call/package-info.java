/** Ports for what a step may call: connector functions and HTTP. */
@org.jspecify.annotations.NullMarked
package io.patchbay.call;
