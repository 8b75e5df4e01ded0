/** The annotation processor: from an annotated connector to its catalogue and its dispatcher. */
@NullMarked
package io.patchbay.plugin.processor;

import org.jspecify.annotations.NullMarked;
