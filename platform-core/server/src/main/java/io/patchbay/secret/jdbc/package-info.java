/** Keysets and the proof of the master key in the database. */
@NullMarked
package io.patchbay.secret.jdbc;

import org.jspecify.annotations.NullMarked;
