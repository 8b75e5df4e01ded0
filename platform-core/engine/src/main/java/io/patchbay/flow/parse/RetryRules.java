package io.patchbay.flow.parse;

import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.RetryRule;
import io.patchbay.flow.task.RetryRule.Backoff;
import io.patchbay.flow.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retry policies. */
final class RetryRules {
  private static final int MOST_ATTEMPTS = 10_000;

  private final Context context;
  private final Templates templates;
  private final Durations durations;

  RetryRules(Context context, Templates templates, Durations durations) {
    this.context = context;
    this.templates = templates;
    this.durations = durations;
  }

  RetryRule read(Fields fields, Set<String> scope) {
    Template when = templates.condition(fields.find("when"), "'when' in the retry", scope);
    Template except =
        templates.condition(fields.find("exceptWhen"), "'exceptWhen' in the retry", scope);
    DurationRule delay = durations.find(fields.find("delay"), scope);
    Backoff backoff = backoff(fields.findObject("backoff", "the backoff"));
    Fields jitter = fields.findObject("jitter", "the jitter");
    Fields limit = fields.findObject("limit", "the retry limit");
    fields.close();
    Fields attempt = limit == null ? null : limit.findObject("attempt", "the attempt limit");
    Integer count = attempt == null ? null : attempt.findCount("count", 0, MOST_ATTEMPTS);
    DurationRule attemptTime = member(attempt, "duration", scope);
    DurationRule allTime = member(limit, "duration", scope);
    DurationRule from = jitter == null ? null : durations.find(jitter.require("from"), scope);
    DurationRule to = jitter == null ? null : durations.find(jitter.require("to"), scope);
    close(jitter, limit, attempt);
    if (count == null && allTime == null) {
      context
          .problems()
          .warning(
              "flow.endless-retry",
              "This retry has no limit and goes on until the run's own budget ends it. Add"
                  + " `limit: {attempt: {count: 5}}`.",
              fields.pointer(),
              fields.span());
    }
    return new RetryRule(
        when,
        except,
        delay == null ? new DurationRule.Fixed(Duration.ZERO) : delay,
        backoff,
        from,
        to,
        count,
        attemptTime,
        allTime);
  }

  private @Nullable DurationRule member(@Nullable Fields fields, String key, Set<String> scope) {
    return fields == null ? null : durations.find(fields.find(key), scope);
  }

  private static Backoff backoff(@Nullable Fields fields) {
    if (fields == null) {
      return Backoff.CONSTANT;
    }
    Backoff found = Backoff.CONSTANT;
    for (Backoff backoff : List.of(Backoff.values())) {
      if (fields.has(backoff.name().toLowerCase(Locale.ROOT))) {
        found = backoff;
      }
    }
    fields.close();
    return found;
  }

  private static void close(@Nullable Fields... all) {
    for (Fields fields : all) {
      if (fields != null) {
        fields.close();
      }
    }
  }
}
