/** The embedded PostgreSQL, and the roles in any PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.patchbay.launcher.postgres;
