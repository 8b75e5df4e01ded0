package io.patchbay.ledger.rest;

import io.patchbay.run.view.RunFigures.FlowFigure;
import io.patchbay.run.view.RunFigures.HourCount;
import java.util.List;

/** The first page of a tenant. */
public record HomeView(
    LedgerView ledger,
    List<HourCount> hours,
    List<FlowFigure> slowest,
    List<FlowFigure> failing,
    List<Object> connections,
    List<Object> changes) {}
