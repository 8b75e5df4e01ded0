/** Tests on a real PostgreSQL. */
@NullMarked
package io.patchbay.deadletter.jdbc;

import org.jspecify.annotations.NullMarked;
