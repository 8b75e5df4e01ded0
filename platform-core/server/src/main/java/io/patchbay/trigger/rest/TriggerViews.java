package io.patchbay.trigger.rest;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.jdbc.TenantZones;
import io.patchbay.trigger.schedule.FireTimes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says how a flow is started: by its published version, or by its draft when it has none. */
@Singleton
public class TriggerViews {

  private static final int MAX_CURL_SAMPLE = 4_000;

  private final FlowDefinitions definitions;
  private final TenantZones zones;
  private final PlatformConfig config;
  private final InstantSource clock;

  @Inject
  public TriggerViews(
      FlowDefinitions definitions, TenantZones zones, PlatformConfig config, InstantSource clock) {
    this.definitions = definitions;
    this.zones = zones;
    this.config = config;
    this.clock = clock;
  }

  TriggerView of(TenantId tenant, String slug, FlowRecord flow) {
    Optional<FlowDefinition> definition = definition(tenant, flow);
    TriggerSettings trigger =
        definition.map(FlowDefinition::trigger).orElse(TriggerSettings.byPerson());
    TriggerView view =
        switch (trigger.type()) {
          case WEBHOOK, API -> webhook(slug, flow, trigger);
          case SCHEDULE -> schedule(tenant, flow, trigger);
          case POLL -> poll(flow, trigger);
          case PERSON, EVENT -> plain(flow, trigger, advice(flow, null));
        };
    return view.withConcurrency(definition.map(FlowDefinition::concurrency).orElse(null));
  }

  private Optional<FlowDefinition> definition(TenantId tenant, FlowRecord flow) {
    if (flow.published().isPresent()) {
      return flow.published().flatMap(ref -> definitions.find(tenant, ref));
    }
    return switch (FlowParser.parse(flow.draft())) {
      case ParseResult.Parsed parsed -> Optional.of(parsed.flow());
      case ParseResult.Invalid invalid -> Optional.empty();
    };
  }

  String secretHeader(TenantId tenant, FlowRecord flow) {
    boolean signed =
        definition(tenant, flow)
            .map(d -> "hmac-sha256".equals(d.trigger().signature()))
            .orElse(false);
    return signed ? "X-Patchbay-Signature" : "X-Patchbay-Secret";
  }

  private TriggerView webhook(String slug, FlowRecord flow, TriggerSettings trigger) {
    String path = trigger.path() == null ? "/" : trigger.path();
    String url = config.publicUrl().toString().replaceAll("/+$", "") + "/hooks/" + slug + path;
    boolean secretMissing =
        !flow.secretSet() && (trigger.secret() != null || trigger.signature() != null);
    return new TriggerView(
        Words.of(trigger.type()),
        flow.enabled(),
        url,
        "POST",
        Words.of(trigger.reply()),
        flow.secretSet(),
        trigger.idempotencyKey(),
        curl(url, flow, trigger),
        null,
        null,
        List.of(),
        null,
        null,
        advice(flow, secretMissing ? "It asks for a secret and none is set: set one." : null),
        null);
  }

  private static String curl(String url, FlowRecord flow, TriggerSettings trigger) {
    StringBuilder command = new StringBuilder("curl -X POST ").append(quoted(url));
    command.append(" \\\n  -H 'Content-Type: application/json'");
    if (flow.secretSet() && !"hmac-sha256".equals(trigger.signature())) {
      command.append(" \\\n  -H \"X-Patchbay-Secret: $SECRET\"");
    }
    String sample = flow.sampleInput();
    boolean small = sample != null && sample.length() <= MAX_CURL_SAMPLE;
    return command.append(" \\\n  -d ").append(quoted(small ? sample : "{}")).toString();
  }

  private static String quoted(@Nullable String text) {
    return "'" + String.valueOf(text).replace("'", "'\\''") + "'";
  }

  private TriggerView schedule(TenantId tenant, FlowRecord flow, TriggerSettings trigger) {
    Schedule schedule = trigger.schedule();
    ZoneId zone = zones.of(tenant, trigger);
    List<Instant> next =
        switch (schedule) {
          case null -> List.of();
          case Schedule.After _, Schedule.On _ -> List.of();
          case Schedule.Cron cron -> FireTimes.coming(cron, zone, clock.instant(), 5);
          case Schedule.Every every -> FireTimes.coming(every, zone, clock.instant(), 5);
        };
    return new TriggerView(
        Words.of(trigger.type()),
        flow.enabled(),
        null,
        null,
        null,
        null,
        null,
        null,
        schedule == null ? null : FireTimes.words(schedule),
        zone.getId(),
        next,
        null,
        null,
        advice(flow, schedule == null ? "It has no schedule: write one under 'schedule'." : null),
        null);
  }

  private TriggerView poll(FlowRecord flow, TriggerSettings trigger) {
    TriggerSettings.Poll poll = trigger.poll();
    Schedule schedule = trigger.schedule();
    return new TriggerView(
        Words.of(trigger.type()),
        flow.enabled(),
        null,
        null,
        null,
        null,
        null,
        null,
        schedule == null ? "every 1 minute" : FireTimes.words(schedule),
        null,
        List.of(),
        poll == null ? null : poll.connection(),
        poll == null ? null : poll.function(),
        advice(flow, null),
        null);
  }

  private static TriggerView plain(
      FlowRecord flow, TriggerSettings trigger, @Nullable String advice) {
    return new TriggerView(
        Words.of(trigger.type()),
        flow.enabled(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        advice,
        null);
  }

  private static @Nullable String advice(FlowRecord flow, @Nullable String missing) {
    if (flow.publishedVersion() == null) {
      return "It has no version yet: publish the draft, then turn the flow on.";
    }
    if (!flow.enabled()) {
      return "The flow is off: turn it on.";
    }
    return missing;
  }

  /** Constants as the API writes them. */
  private static final class Words {
    static String of(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
