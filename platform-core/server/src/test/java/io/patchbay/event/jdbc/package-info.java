/** Tests of schedules and polls on a real PostgreSQL. */
@NullMarked
package io.patchbay.event.jdbc;

import org.jspecify.annotations.NullMarked;
