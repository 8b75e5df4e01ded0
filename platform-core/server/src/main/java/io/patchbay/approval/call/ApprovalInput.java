package io.patchbay.approval.call;

import io.patchbay.approval.ApprovalRequest;
import io.patchbay.call.CallContext;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.identity.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a flow writes under {@code with}, checked; all problems at once. */
final class ApprovalInput {

  private static final int MAX_TITLE = 200;
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_DETAILS = 64 * 1024;
  private static final int MAX_PEOPLE = 50;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final JsonNode with;
  private final Instant now;
  private final List<String> problems = new ArrayList<>();

  ApprovalInput(JsonNode with, Instant now) {
    this.with = with;
    this.now = now;
  }

  /** Empty when the request is sound. */
  List<String> problems() {
    return problems;
  }

  /** A retry of the step asks anew; a call that is repeated after a crash does not. */
  static String key(CallContext context) {
    return context.idempotencyKey() + "~" + context.attempt();
  }

  ApprovalRequest read(CallContext context) {
    String title = text("title", MAX_TITLE);
    if (title.isBlank()) {
      problems.add("`title` must say what is to be decided");
    }
    List<String> choices = words("choices", 2, 5, List.of("approve", "reject"));
    List<String> assignees = people("assignees", List.of("role:builder"));
    JsonNode escalate = with.path("escalate");
    Instant escalateAt = escalate.isMissingNode() ? null : time(escalate, "escalate.", "after");
    List<String> escalateTo =
        escalate.isMissingNode() ? List.of() : people(escalate, "escalate.", "to", List.of());
    if (!escalate.isMissingNode() && (escalateAt == null || escalateTo.isEmpty())) {
      problems.add("`escalate` needs `after`, a duration, and `to`, the people to ask then");
    }
    Instant deadline = time(with, "", "deadline");
    String atDeadline = with.path("atDeadline").asString("fail");
    if (!atDeadline.equals("fail") && !choices.contains(atDeadline)) {
      problems.add("`atDeadline` must be fail or one of the choices " + choices);
    }
    return new ApprovalRequest(
        context.tenant(),
        context.run(),
        ApprovalRequest.stepId(context.step(), context.iteration()),
        key(context),
        context.flow().flow().value(),
        context.test(),
        title,
        text("message", MAX_MESSAGE),
        details(),
        choices,
        assignees,
        escalateAt,
        escalateTo,
        deadline,
        atDeadline.equals("fail") ? null : atDeadline);
  }

  private String text(String member, int most) {
    String value = with.path(member).asString("");
    if (value.length() > most) {
      problems.add("`" + member + "` has more than " + most + " characters");
      return "";
    }
    return value.replace('\u0000', ' ');
  }

  private @Nullable JsonNode details() {
    JsonNode value = with.get("details");
    if (value != null && value.toString().length() > MAX_DETAILS) {
      problems.add("`details` is larger than 64 KiB: show what the decision needs");
    }
    return value;
  }

  private List<String> words(String member, int least, int most, List<String> otherwise) {
    JsonNode value = with.path(member);
    if (value.isMissingNode()) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    value.forEach(word -> words.add(word.asString("")));
    if (!value.isArray()
        || words.size() < least
        || words.size() > most
        || words.stream().anyMatch(word -> word.isBlank() || word.length() > 40)
        || words.stream().distinct().count() < words.size()) {
      problems.add("`%s` needs %d to %d different words".formatted(member, least, most));
      return otherwise;
    }
    return words;
  }

  private List<String> people(String member, List<String> otherwise) {
    return people(with, "", member, otherwise);
  }

  private List<String> people(JsonNode from, String path, String member, List<String> otherwise) {
    JsonNode value = from.path(member);
    if (value.isMissingNode()) {
      return otherwise;
    }
    List<String> people = new ArrayList<>();
    if (value.isString()) {
      people.add(value.stringValue().toLowerCase(Locale.ROOT));
    } else {
      value.forEach(who -> people.add(who.asString("").toLowerCase(Locale.ROOT)));
    }
    if (people.isEmpty()
        || people.size() > MAX_PEOPLE
        || people.stream().anyMatch(who -> !isPerson(who))) {
      problems.add(
          "`%s%s` names up to %d people: logins, or role:%s"
              .formatted(
                  path,
                  member,
                  MAX_PEOPLE,
                  Arrays.stream(Role.values())
                      .map(Role::word)
                      .collect(Collectors.joining(", role:"))));
      return otherwise;
    }
    return people;
  }

  private static boolean isPerson(String who) {
    if (who.startsWith("role:")) {
      String role = who.substring("role:".length());
      return Arrays.stream(Role.values()).anyMatch(r -> r.word().equals(role));
    }
    return !who.isBlank() && who.length() <= 200;
  }

  /** A duration such as {@code P1D}, or a time such as {@code 2026-12-24T18:00:00Z}. */
  private @Nullable Instant time(JsonNode from, String path, String member) {
    JsonNode value = from.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    Instant at = parsed(value.asString(""));
    if (at == null || at.isAfter(now.plus(LONGEST))) {
      problems.add(
          "`%s%s` must be a duration such as PT4H or a time such as 2026-12-24T18:00:00Z, at most a"
                  .formatted(path, member)
              + " year away");
      return null;
    }
    return at;
  }

  private @Nullable Instant parsed(String text) {
    try {
      return text.startsWith("P")
          ? now.plus(DurationRule.parse(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
