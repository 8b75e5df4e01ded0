@NullMarked
package io.patchbay.run.start;

import org.jspecify.annotations.NullMarked;
