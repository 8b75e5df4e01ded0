package io.patchbay.run.rest;

import io.patchbay.run.view.RunSummary;
import jakarta.ws.rs.core.Response;

/** The 202 of everything that starts or changes a run. */
final class RunAnswers {

  private RunAnswers() {}

  static Response accepted(String tenantSlug, RunSummary run) {
    return Response.accepted(run)
        .header("Location", "/api/v1/tenants/" + tenantSlug + "/runs/" + run.id())
        .build();
  }
}
