/**
 * Data sources, migrations, and the two ways to reach the database: bound to a tenant, or across
 * tenants.
 */
@NullMarked
package io.patchbay.platform.database;

import org.jspecify.annotations.NullMarked;
