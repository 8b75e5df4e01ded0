/**
 * The seam between generated code and the platform. A connector does not use this package; the
 * annotation processor writes against it and the platform calls it.
 */
@NullMarked
package io.patchbay.plugin.spi;

import org.jspecify.annotations.NullMarked;
