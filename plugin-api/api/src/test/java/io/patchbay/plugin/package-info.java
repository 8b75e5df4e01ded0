@NullMarked
package io.patchbay.plugin;

import org.jspecify.annotations.NullMarked;
