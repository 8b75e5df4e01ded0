package io.patchbay.ledger.rest;

import io.patchbay.audit.rest.AuditEventView;
import io.patchbay.connection.rest.ConnectionSummary;
import io.patchbay.run.view.RunFigures.FlowFigure;
import io.patchbay.run.view.RunFigures.HourCount;
import java.util.List;

/** The first page of a tenant. */
public record TenantHomeView(
    LedgerView ledger,
    List<HourCount> hours,
    List<FlowFigure> slowest,
    List<FlowFigure> failing,
    List<ConnectionSummary> connections,
    List<AuditEventView> changes) {}
