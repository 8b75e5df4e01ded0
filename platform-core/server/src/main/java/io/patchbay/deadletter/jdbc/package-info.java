/** Dead letters in the database. */
@NullMarked
package io.patchbay.deadletter.jdbc;

import org.jspecify.annotations.NullMarked;
