/** Accounts, sessions and tokens in the database, across tenants. */
@NullMarked
package io.patchbay.identity.jdbc;

import org.jspecify.annotations.NullMarked;
