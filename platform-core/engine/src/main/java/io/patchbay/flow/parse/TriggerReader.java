package io.patchbay.flow.parse;

import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.TriggerSettings.InputMode;
import io.patchbay.flow.TriggerSettings.ReplyMode;
import io.patchbay.flow.TriggerSettings.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code document.metadata.patchbay.trigger}, together with the schedule. */
final class TriggerReader {
  private static final Pattern FUNCTION =
      Pattern.compile("([A-Za-z][\\w.-]*):(\\d+\\.\\d+\\.\\d+[\\w.+-]*)(@default)?");
  private static final Pattern PATH =
      Pattern.compile("(/([A-Za-z0-9._~-]+|\\{[A-Za-z_][A-Za-z0-9_]*}))+");
  private static final int LONGEST_REPLY_MS = 120_000;
  private static final Schedule POLL_INTERVAL = new Schedule.Every(Duration.ofMinutes(5));

  private final Toolkit tools;

  TriggerReader(Toolkit tools) {
    this.tools = tools;
  }

  TriggerSettings read(@Nullable Fields fields, @Nullable Schedule schedule) {
    if (fields == null) {
      return withSchedule(TriggerSettings.byPerson(), schedule);
    }
    String named =
        fields.findChoice("type", List.of("person", "webhook", "schedule", "poll", "api", "event"));
    Type type = named == null ? typeOf(schedule) : Type.valueOf(named.toUpperCase(Locale.ROOT));
    String reply = fields.findChoice("reply", List.of("sync", "async"));
    Integer timeout = fields.findCount("replyTimeoutMs", 1, LONGEST_REPLY_MS);
    String input = fields.findChoice("input", List.of("body", "request"));
    Fields verify = fields.findObject("verify", "'verify'");
    String scheme =
        verify == null ? null : verify.findChoice("scheme", List.of("hmac-sha256", "header"));
    String secret = verify == null ? fields.findText("secret") : verify.requireText("secret");
    if (verify != null) {
      verify.close();
    }
    TriggerSettings settings =
        new TriggerSettings(
            type,
            path(fields, type),
            "sync".equals(reply) ? ReplyMode.SYNC : ReplyMode.ASYNC,
            timeout == null ? TriggerSettings.DEFAULT_REPLY_TIMEOUT : Duration.ofMillis(timeout),
            secret,
            secret == null ? null : scheme == null ? "header" : scheme,
            fields.findText("idempotencyKey"),
            "request".equals(input) ? InputMode.REQUEST : InputMode.BODY,
            poll(fields, type),
            schedule(fields, type, schedule),
            zone(fields.find("timezone")));
    fields.close();
    return settings;
  }

  private static TriggerSettings withSchedule(
      TriggerSettings settings, @Nullable Schedule schedule) {
    return schedule == null
        ? settings
        : new TriggerSettings(
            typeOf(schedule),
            null,
            settings.reply(),
            settings.replyTimeout(),
            null,
            null,
            null,
            settings.input(),
            null,
            schedule,
            null);
  }

  private static Type typeOf(@Nullable Schedule schedule) {
    return switch (schedule) {
      case null -> Type.PERSON;
      case Schedule.On _ -> Type.EVENT;
      case Schedule.Every _, Schedule.After _, Schedule.Cron _ -> Type.SCHEDULE;
    };
  }

  private @Nullable String path(Fields fields, Type type) {
    boolean listens = type == Type.WEBHOOK || type == Type.API;
    Place place = listens ? fields.require("path") : fields.find("path");
    String path = place == null ? null : tools.context().text(place, "'path'");
    if (place != null && path != null && (path.length() > 200 || !PATH.matcher(path).matches())) {
      problem(
          place,
          "'"
              + path
              + "' is not a path that can be listened on: it starts with / and has letters, digits"
              + " and . _ ~ - or {name} between slashes");
    }
    return path;
  }

  private @Nullable Schedule schedule(Fields fields, Type type, @Nullable Schedule schedule) {
    return switch (type) {
      case POLL -> {
        if (schedule instanceof Schedule.On) {
          problem(
              new Place(fields.mapping(), fields.pointer()),
              "the flow polls and has `schedule: {on: …}` too; keep one");
        }
        yield schedule == null ? POLL_INTERVAL : schedule;
      }
      case SCHEDULE -> {
        if (schedule == null || schedule instanceof Schedule.On) {
          problem(
              new Place(fields.mapping(), fields.pointer()),
              "the trigger is a schedule but the flow has no `schedule:` with every, cron or after");
        }
        yield schedule;
      }
      case EVENT -> {
        if (!(schedule instanceof Schedule.On)) {
          problem(
              new Place(fields.mapping(), fields.pointer()),
              "the trigger is an event but the flow has no `schedule: {on: …}`");
        }
        yield schedule;
      }
      case PERSON, WEBHOOK, API -> {
        if (schedule != null && !(schedule instanceof Schedule.On)) {
          problem(
              new Place(fields.mapping(), fields.pointer()),
              "the flow has a `schedule:` and another trigger too; keep one");
        }
        yield schedule;
      }
    };
  }

  private TriggerSettings.@Nullable Poll poll(Fields fields, Type type) {
    Place place = type == Type.POLL ? fields.require("function") : fields.find("function");
    String connection = fields.findText("connection");
    Place with = fields.find("with");
    JsonNode parameters = with == null ? JsonNodeFactory.instance.objectNode() : with.node().json();
    String text = place == null ? null : tools.context().text(place, "'function'");
    if (place == null || text == null || type != Type.POLL) {
      return null;
    }
    Matcher matcher = FUNCTION.matcher(text);
    if (!matcher.matches()) {
      problem(place, "'" + text + "' is not written like connector.trigger:1.0.0");
      return null;
    }
    return new TriggerSettings.Poll(matcher.group(1), matcher.group(2), connection, parameters);
  }

  private @Nullable ZoneId zone(@Nullable Place place) {
    String text = place == null ? null : tools.context().text(place, "'timezone'");
    if (place == null || text == null) {
      return null;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      problem(place, "'" + text + "' is not a time zone: write it like Europe/Berlin or UTC");
      return null;
    }
  }

  private void problem(Place place, String why) {
    tools
        .context()
        .problems()
        .error(
            "flow.wrong-trigger",
            "The trigger cannot be used: " + why + ".",
            place.pointer(),
            place.span());
  }
}
