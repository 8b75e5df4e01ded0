/**
 * The event log on PostgreSQL and its dispatcher. They work across tenants: intake shares commits,
 * and the dispatcher serves whoever has new events.
 */
@org.jspecify.annotations.NullMarked
package io.patchbay.event.jdbc;
