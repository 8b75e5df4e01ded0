@NullMarked
package io.patchbay.trigger.quartz;

import org.jspecify.annotations.NullMarked;
