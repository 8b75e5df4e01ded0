/** Tests on a real PostgreSQL. */
@NullMarked
package io.patchbay.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
