/** Start and stop of the platform inside the server, in order. */
@NullMarked
package io.patchbay.platform.start;

import org.jspecify.annotations.NullMarked;
