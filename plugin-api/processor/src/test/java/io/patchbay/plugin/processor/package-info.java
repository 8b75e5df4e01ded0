@NullMarked
package io.patchbay.plugin.processor;

import org.jspecify.annotations.NullMarked;
