/** Quartz as the alarm clock of all nodes; the schedule's row decides what an alarm means. */
@NullMarked
package io.patchbay.trigger.quartz;

import org.jspecify.annotations.NullMarked;
