/** The functions that the platform itself offers to flows, beside those of connectors. */
@NullMarked
package io.patchbay.function;

import org.jspecify.annotations.NullMarked;
