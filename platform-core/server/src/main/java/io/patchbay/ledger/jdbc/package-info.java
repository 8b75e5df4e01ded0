/** The ledger's check across tenants. */
@NullMarked
package io.patchbay.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
