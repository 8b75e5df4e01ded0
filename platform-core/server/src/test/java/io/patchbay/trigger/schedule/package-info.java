/** Tests of fire times. */
@NullMarked
package io.patchbay.trigger.schedule;

import org.jspecify.annotations.NullMarked;
