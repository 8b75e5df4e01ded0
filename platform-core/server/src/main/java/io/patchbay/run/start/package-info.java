/** Takes runs in and starts the executor of this node. */
@NullMarked
package io.patchbay.run.start;

import org.jspecify.annotations.NullMarked;
