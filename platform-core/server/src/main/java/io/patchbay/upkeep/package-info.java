/** What the platform looks after by itself from time to time. */
@NullMarked
package io.patchbay.upkeep;

import org.jspecify.annotations.NullMarked;
