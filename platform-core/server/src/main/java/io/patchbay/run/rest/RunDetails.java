package io.patchbay.run.rest;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.jpa.FlowTexts;
import io.patchbay.http.Header;
import io.patchbay.http.RecordedExchange;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.view.AttemptView;
import io.patchbay.run.view.ExchangeQueries;
import io.patchbay.run.view.PayloadView;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunRecord;
import io.patchbay.run.view.StepHistory;
import io.patchbay.run.view.StepId;
import io.patchbay.run.view.StepView;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the page of a run and of a step shows. */
@Singleton
public class RunDetails {

  private static final int MAX_STEPS = 2_000;

  private final RunQueries queries;
  private final ExchangeQueries exchanges;
  private final FlowTexts texts;

  @Inject
  public RunDetails(RunQueries queries, ExchangeQueries exchanges, FlowTexts texts) {
    this.queries = queries;
    this.exchanges = exchanges;
    this.texts = texts;
  }

  /** The run's flow as far as it is still there. */
  private record Drawn(String text, FlowOutline outline, @Nullable JsonNode source) {}

  RunView view(TenantId tenant, RunRecord run) {
    Drawn flow = drawn(tenant, run);
    List<StepView> steps = history(tenant, run, flow).steps();
    PayloadView input = PayloadView.ofText(run.inputText());
    return new RunView(
        run.summary(),
        flow.text,
        flow.outline,
        steps.size() > MAX_STEPS ? steps.subList(0, MAX_STEPS) : steps,
        steps.size() > MAX_STEPS ? true : null,
        input == null ? new PayloadView(null, null, 0, false) : input,
        PayloadView.ofText(run.outputText()),
        run.cancelRequested(),
        run.claims(),
        run.node(),
        run.idempotencyKey(),
        run.rerunOf());
  }

  private Drawn drawn(TenantId tenant, RunRecord run) {
    String text = texts.find(tenant, run.flow()).orElse("");
    ParseResult parsed = FlowParser.parse(text);
    JsonNode source =
        switch (parsed) {
          case ParseResult.Parsed p -> p.flow().source();
          case ParseResult.Invalid i -> null;
        };
    FlowOutline nothing =
        new FlowOutline(
            "", run.summary().flowName(), "flow", null, null, null, false, false, List.of(), 1, 1);
    return new Drawn(text, parsed.outline().orElse(nothing), source);
  }

  StepHistory history(TenantId tenant, RunRecord run) {
    return history(tenant, run, drawn(tenant, run));
  }

  private StepHistory history(TenantId tenant, RunRecord run, Drawn flow) {
    return new StepHistory(
        queries.journal(tenant, run.id()), run.state(), flow.outline, flow.source);
  }

  Optional<StepDetailView> step(TenantId tenant, RunRecord run, StepId id) {
    StepHistory history = history(tenant, run);
    return history.step(id).map(step -> detail(tenant, run, id, history, step));
  }

  private StepDetailView detail(
      TenantId tenant, RunRecord run, StepId id, StepHistory history, StepView step) {
    List<JournalEntry> entries = history.entries(id);
    EffectKind effect = last(entries, JournalEntry::effect);
    List<AttemptView> attempts = history.attempts(id);
    return new StepDetailView(
        step,
        PayloadView.of(last(entries, JournalEntry::input)),
        PayloadView.of(last(entries, JournalEntry::output)),
        last(entries, JournalEntry::idempotencyKey),
        effect == null ? null : effect.name().toLowerCase(Locale.ROOT),
        attempts,
        exchanges.ofStep(tenant, run.id(), id).stream().map(e -> view(e, attempts)).toList());
  }

  /** Reads one member of an entry. */
  private interface Member<T> {
    @Nullable T of(JournalEntry entry);
  }

  private static <T> @Nullable T last(List<JournalEntry> entries, Member<T> member) {
    T found = null;
    for (JournalEntry entry : entries) {
      T value = member.of(entry);
      found = value == null ? found : value;
    }
    return found;
  }

  private static ExchangeView view(RecordedExchange exchange, List<AttemptView> attempts) {
    int attempt = 1;
    for (AttemptView candidate : attempts) {
      if (!candidate.startedAt().isAfter(exchange.startedAt())) {
        attempt = candidate.number();
      }
    }
    boolean cut = !exchange.requestBody().complete() || !exchange.responseBody().complete();
    return new ExchangeView(
        attempt,
        exchange.method(),
        exchange.url(),
        exchange.status(),
        exchange.startedAt(),
        exchange.duration().toMillis(),
        headers(exchange.requestHeaders()),
        text(exchange.requestBody()),
        headers(exchange.responseHeaders()),
        text(exchange.responseBody()),
        cut ? true : null,
        exchange.error());
  }

  private static List<ExchangeView.HeaderView> headers(List<Header> headers) {
    return headers.stream().map(h -> new ExchangeView.HeaderView(h.name(), h.value())).toList();
  }

  private static @Nullable String text(RecordedExchange.Body body) {
    return body.text().isEmpty() ? null : body.text();
  }

  /** The entry that made the step uncertain, if it is so still. */
  Optional<JournalEntry> uncertain(TenantId tenant, RunRecord run, StepId step) {
    List<JournalEntry> entries = history(tenant, run).entries(step);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    JournalEntry last = entries.getLast();
    return last.kind() == EntryKind.UNCERTAIN ? Optional.of(last) : Optional.empty();
  }
}
