package io.patchbay.approval.call;

import io.patchbay.approval.Approval;
import io.patchbay.approval.ApprovalRequest;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.function.PlatformFunction;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code approval.request} asks and waits; {@code approval.open} asks and hands out the link, for a
 * mail or a chat, and {@code approval.await} waits for what was opened. The waiting run is a row:
 * the call is pending until somebody decides or a time comes.
 */
public final class ApprovalFunction implements PlatformFunction {

  private static final String VERSION = "1.0.0";
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final JsonNode SCHEMAS = schemas();

  private enum Part {
    REQUEST("request", "Ask for a decision and wait for it", "question", "decision"),
    OPEN("open", "Ask for a decision and go on", "question", "opened"),
    AWAIT("await", "Wait for a decision asked for before", "handle", "decision");

    private final String word;
    private final String label;
    private final String input;
    private final String output;

    Part(String word, String label, String input, String output) {
      this.word = word;
      this.label = label;
      this.input = input;
      this.output = output;
    }
  }

  private final Part part;
  private final Approvals approvals;
  private final String publicUrl;
  private final InstantSource clock;

  private ApprovalFunction(Part part, Approvals approvals, String publicUrl, InstantSource clock) {
    this.part = part;
    this.approvals = approvals;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
    this.clock = clock;
  }

  /** The three functions. */
  public static List<PlatformFunction> all(
      Approvals approvals, String publicUrl, InstantSource clock) {
    return java.util.Arrays.stream(Part.values())
        .<PlatformFunction>map(part -> new ApprovalFunction(part, approvals, publicUrl, clock))
        .toList();
  }

  private static JsonNode schemas() {
    try (InputStream in =
        Objects.requireNonNull(
            ApprovalFunction.class.getResourceAsStream("/approval/schemas.json"))) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FunctionDescriptor descriptor() {
    return new FunctionDescriptor(
        Approvals.FUNCTIONS + part.word,
        VERSION,
        part.label,
        EffectKind.KEYED,
        SCHEMAS.path(part.input),
        SCHEMAS.path(part.output),
        null);
  }

  @Override
  public CallOutcome invoke(FunctionCall call) {
    try {
      return switch (part) {
        case REQUEST -> opened(call, this::outcome);
        case OPEN -> opened(call, this::handle);
        case AWAIT -> await(call);
      };
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.UNAVAILABLE) {
        throw e;
      }
      // A decision that cannot be read for a moment is no reason for the run to fail.
      return new CallOutcome.Pending(clock.instant().plus(ASK_AGAIN));
    }
  }

  private interface Next {
    CallOutcome of(Approval approval);
  }

  private CallOutcome opened(FunctionCall call, Next next) {
    Optional<Approval> known =
        approvals.findByCall(call.context().tenant(), ApprovalInput.key(call.context()));
    if (known.isPresent()) {
      return next.of(known.get());
    }
    ApprovalInput input = new ApprovalInput(call.input(), clock.instant());
    ApprovalRequest request = input.read(call.context());
    return input.problems().isEmpty()
        ? next.of(approvals.open(request))
        : refused("Cannot ask for a decision", String.join("; ", input.problems()) + ".");
  }

  private CallOutcome handle(Approval approval) {
    OpaqueToken link = approvals.link(approval.tenant(), approval.id()).orElseThrow();
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.put("id", approval.id().toString());
    output.put("link", publicUrl + "/approve/" + link.value());
    return new CallOutcome.Succeeded(output);
  }

  private CallOutcome await(FunctionCall call) {
    Optional<Approval> approval =
        uuid(call.input().path("id").asString(""))
            .flatMap(id -> approvals.find(call.context().tenant(), id))
            .filter(found -> found.run().equals(call.context().run()));
    return approval.isPresent()
        ? outcome(approval.get())
        : refused(
            "Cannot wait for the decision",
            "`id` must be the `id` that approval.open gave to this run.");
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private CallOutcome outcome(Approval approval) {
    Instant now = clock.instant();
    if (approval.isOpen() && isPast(approval.deadline(), now)) {
      return outcome(approvals.expire(approval));
    }
    if (approval.isOpen() && approval.escalatedAt() == null && isPast(approval.escalateAt(), now)) {
      return outcome(approvals.escalate(approval));
    }
    return switch (approval.state()) {
      case OPEN -> new CallOutcome.Pending(approval.nextTime());
      case DECIDED -> new CallOutcome.Succeeded(decided(approval));
      case EXPIRED ->
          approval.decision() == null
              ? new CallOutcome.Failed(
                  FlowError.of(
                      ErrorType.TIMEOUT,
                      "Nobody decided '" + approval.title() + "' in time",
                      "Catch the error, or set `atDeadline` to what shall happen then."),
                  RetryFacts.PERMANENT)
              : new CallOutcome.Succeeded(decided(approval));
      case WITHDRAWN -> refused("The decision was withdrawn", "The run no longer waited for it.");
    };
  }

  private static boolean isPast(@Nullable Instant time, Instant now) {
    return time != null && !time.isAfter(now);
  }

  private static JsonNode decided(Approval approval) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.put("decision", approval.decision());
    output.put("comment", approval.comment());
    output.put("by", approval.decidedBy());
    output.put("via", approval.decidedVia());
    output.put("at", String.valueOf(approval.decidedAt()));
    output.put("escalated", approval.escalatedAt() != null);
    return output;
  }

  private static CallOutcome refused(String title, String detail) {
    return new CallOutcome.Failed(
        FlowError.of(ErrorType.VALIDATION, title, detail), RetryFacts.PERMANENT);
  }
}
