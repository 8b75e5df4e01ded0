/** Figures for Prometheus. */
@NullMarked
package io.patchbay.platform.metric;

import org.jspecify.annotations.NullMarked;
