package io.patchbay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.http.CallBudget.Admission;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

  private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
  private final CallBudget budget = new CallBudget();

  @Test
  void admitsNobodyBeforeThePauseIsOver() {
    budget.answered(T0, 429, Duration.ofSeconds(30));
    assertEquals(new Admission.Paused(T0.plusSeconds(30)), budget.admit(T0.plusMillis(29_999)));
    assertEquals(new Admission.Go(), budget.admit(T0.plusSeconds(30)));
  }

  @Test
  void aLaterAnswerDoesNotShortenThePause() {
    budget.answered(T0, 429, Duration.ofSeconds(30));
    budget.answered(T0.plusSeconds(1), 429, Duration.ofSeconds(2));
    budget.answered(T0.plusSeconds(1), 200, null);
    assertInstanceOf(Admission.Paused.class, budget.admit(T0.plusSeconds(29)));
  }

  @Test
  void opensAfterFailuresInARowAndLetsOneProbeThrough() {
    for (int i = 0; i < CallBudget.FAILURES_TO_OPEN; i++) {
      assertEquals(new Admission.Go(), budget.admit(T0));
      budget.failed(T0);
    }
    assertInstanceOf(Admission.Open.class, budget.admit(T0.plusSeconds(4)));
    assertEquals(new Admission.Go(), budget.admit(T0.plusSeconds(6)));
    assertInstanceOf(Admission.Open.class, budget.admit(T0.plusSeconds(6)));
    budget.answered(T0.plusSeconds(7), 200, null);
    assertEquals(new Admission.Go(), budget.admit(T0.plusSeconds(7)));
  }

  @Test
  void aFailedProbeKeepsItOpenForLonger() {
    for (int i = 0; i < CallBudget.FAILURES_TO_OPEN; i++) {
      budget.failed(T0);
    }
    budget.admit(T0.plusSeconds(5));
    budget.failed(T0.plusSeconds(5));
    assertInstanceOf(Admission.Open.class, budget.admit(T0.plusSeconds(14)));
    assertEquals(new Admission.Go(), budget.admit(T0.plusSeconds(15)));
  }

  @Test
  void anAnswerInBetweenResetsTheCount() {
    for (int i = 0; i < 3 * CallBudget.FAILURES_TO_OPEN; i++) {
      budget.failed(T0);
      if (i % 5 == 4) {
        budget.answered(T0, 404, null);
      }
    }
    assertEquals(new Admission.Go(), budget.admit(T0));
  }

  @Test
  void aPauseOfOneTenantOrConnectionDoesNotSlowAnother() throws Exception {
    CallBudgets budgets = new CallBudgets(() -> T0);
    URI uri = URI.create("https://api.example.com/a");
    CallOrigin a = CallOrigin.of(new TenantId("a")).withConnection("crm");
    budgets.admit(a, uri, T0.plusSeconds(60)).answered(429, "3600");
    var e = assertThrows(OutboundFailure.class, () -> budgets.admit(a, uri, T0.plusSeconds(60)));
    assertEquals(OutboundFailure.Kind.PAUSED, e.kind());
    assertEquals(Duration.ofHours(1), e.retryAfter().orElseThrow());
    budgets.admit(CallOrigin.of(new TenantId("b")).withConnection("crm"), uri, T0.plusSeconds(60));
    budgets.admit(a.withConnection("other"), uri, T0.plusSeconds(60));
  }
}
