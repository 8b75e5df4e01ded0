/** The run store on PostgreSQL: plain JDBC on the engine's data source, with group commit. */
@NullMarked
package io.patchbay.run.jdbc;

import org.jspecify.annotations.NullMarked;
