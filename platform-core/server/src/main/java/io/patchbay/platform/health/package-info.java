/** Health for supervisors. */
@NullMarked
package io.patchbay.platform.health;

import org.jspecify.annotations.NullMarked;
