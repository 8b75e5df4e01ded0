/** Tenants across the installation, for operators and for start-up. */
@NullMarked
package io.patchbay.tenant.jdbc;

import org.jspecify.annotations.NullMarked;
