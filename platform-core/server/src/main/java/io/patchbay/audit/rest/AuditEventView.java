package io.patchbay.audit.rest;

import io.patchbay.audit.AuditEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One entry of the audit trail. */
public record AuditEventView(
    String id,
    Instant at,
    String actor,
    String action,
    String target,
    String outcome,
    @Nullable String address,
    @Nullable String detail) {

  public static AuditEventView of(AuditEvent event) {
    return new AuditEventView(
        Long.toString(event.number()),
        event.at(),
        event.actor(),
        event.action(),
        event.target(),
        event.outcome().name().toLowerCase(Locale.ROOT),
        event.address().isEmpty() ? null : event.address(),
        event.detail().isEmpty() ? null : event.detail());
  }
}
