/** Connections in the database. */
@NullMarked
package io.patchbay.connection.jpa;

import org.jspecify.annotations.NullMarked;
