/** Events over HTTP: intake by the CloudEvents binding, and the log to look at. */
@org.jspecify.annotations.NullMarked
package io.patchbay.event.rest;
