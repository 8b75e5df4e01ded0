/** Checks of a flow against what its tenant has: functions and connections. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow.check;
