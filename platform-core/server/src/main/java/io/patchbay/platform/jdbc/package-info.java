/**
 * The server's data sources. The container loads this package outside the application, so it knows
 * nothing but the JDK and the PostgreSQL driver.
 */
@NullMarked
package io.patchbay.platform.jdbc;

import org.jspecify.annotations.NullMarked;
