@NullMarked
package io.patchbay.plugin.archetype;

import org.jspecify.annotations.NullMarked;
