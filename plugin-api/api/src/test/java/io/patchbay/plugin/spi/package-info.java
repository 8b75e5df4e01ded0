@NullMarked
package io.patchbay.plugin.spi;

import org.jspecify.annotations.NullMarked;
