/** Tests of schedules and polls on a real PostgreSQL. */
@NullMarked
package io.patchbay.trigger.jdbc;

import org.jspecify.annotations.NullMarked;
