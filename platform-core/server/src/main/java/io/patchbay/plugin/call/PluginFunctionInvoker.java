package io.patchbay.plugin.call;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.call.ConnectorCaller.Circumstances;
import io.patchbay.plugin.host.PluginCallFailed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs actions of connectors. An {@code unsafe} action whose outcome is not known is looked up by
 * its look-up action at once, if it has one; only when that does not answer does the outcome stay
 * unknown.
 */
public final class PluginFunctionInvoker implements FunctionInvoker {

  private static final Duration LOOK_UP_TIME = Duration.ofSeconds(20);

  private final ConnectorCaller caller;

  public PluginFunctionInvoker(ConnectorCaller caller) {
    this.caller = caller;
  }

  @Override
  public CallOutcome invoke(FunctionCall call) throws InterruptedException {
    PreparedCall prepared;
    try {
      prepared = prepare(call);
    } catch (NotCallable e) {
      return new CallOutcome.Failed(e.error(), e.retry());
    }
    if (!call.input().isObject()) {
      return invalid(prepared, "its input is not an object");
    }
    AtomicReference<@Nullable LentContext> lent = new AtomicReference<>();
    try {
      JsonNode output =
          caller.call(
              prepared,
              about(call.context()),
              (connector, settings, loan) -> {
                try (LentContext context = new LentContext(loan, connector)) {
                  lent.set(context);
                  return JdkJson.toNode(
                      connector.invoke(
                          prepared.function().id(),
                          prepared.function().version(),
                          JdkJson.members(call.input()),
                          settings,
                          context));
                }
              });
      return new CallOutcome.Succeeded(output);
    } catch (PluginCallFailed e) {
      LentContext context = lent.get();
      boolean acted = context != null && context.mayHaveActed();
      return isUncertain(prepared.function().effect(), e, acted)
          ? lookUpOr(call, prepared, e)
          : new CallOutcome.Failed(
              FlowErrors.of(prepared.name(), e, prepared.mask()), FlowErrors.retry(e));
    }
  }

  @Override
  public Optional<CallOutcome> lookUp(FunctionCall call) throws InterruptedException {
    try {
      PreparedCall prepared = prepare(call);
      return prepared.function().lookup() == null
          ? Optional.empty()
          : Optional.of(lookUp(call, prepared));
    } catch (NotCallable e) {
      return Optional.of(new CallOutcome.Unknown(e.error()));
    }
  }

  private PreparedCall prepare(FunctionCall call) throws NotCallable {
    return caller.prepare(
        call.context().tenant(),
        FunctionType.ACTION,
        call.function(),
        call.version(),
        call.connection());
  }

  /** What may be repeated is simply failed; of the rest only what surely had no effect is. */
  private static boolean isUncertain(EffectKind effect, PluginCallFailed e, boolean acted) {
    if (effect == EffectKind.READ) {
      return false;
    }
    if (e.kind() == ErrorKind.OUTCOME_UNKNOWN) {
      return true;
    }
    return effect == EffectKind.UNSAFE && !e.kind().surelyWithoutEffect() && acted;
  }

  private CallOutcome lookUpOr(FunctionCall call, PreparedCall prepared, PluginCallFailed cause)
      throws InterruptedException {
    if (prepared.function().effect() == EffectKind.UNSAFE && prepared.function().lookup() != null) {
      CallOutcome found = lookUp(call, prepared);
      if (!(found instanceof CallOutcome.Unknown)) {
        return found;
      }
    }
    return new CallOutcome.Unknown(FlowErrors.of(prepared.name(), cause, prepared.mask()));
  }

  private CallOutcome lookUp(FunctionCall call, PreparedCall prepared) throws InterruptedException {
    CallContext c = call.context();
    Circumstances about =
        new Circumstances(
            c.tenant(),
            c.run().toString(),
            stepWithIteration(c),
            caller.clock().instant().plus(LOOK_UP_TIME),
            c.idempotencyKey(),
            c.attempt());
    try {
      JsonNode found =
          caller.call(
              prepared,
              about,
              (connector, settings, loan) -> {
                try (LentContext context = new LentContext(loan, connector)) {
                  Optional<Map<String, @Nullable Object>> output =
                      connector.lookUp(
                          prepared.function().id(),
                          prepared.function().version(),
                          JdkJson.members(call.input()),
                          settings,
                          context);
                  return JdkJson.toNode(output.orElse(null));
                }
              });
      return found.isNull() ? didNotHappen(prepared) : new CallOutcome.Succeeded(found);
    } catch (PluginCallFailed e) {
      return new CallOutcome.Unknown(FlowErrors.of(prepared.name(), e, prepared.mask()));
    }
  }

  private static CallOutcome didNotHappen(PreparedCall prepared) {
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.COMMUNICATION,
            503,
            prepared.name() + " did not happen.",
            "The request was sent without an answer; its look-up action '"
                + prepared.function().lookup()
                + "' found nothing, so it can be tried again."),
        io.patchbay.call.RetryFacts.RETRYABLE);
  }

  private static CallOutcome invalid(PreparedCall prepared, String why) {
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.VALIDATION,
            "Cannot call " + prepared.name() + ": " + why + ".",
            "Write its fields under 'with'."),
        io.patchbay.call.RetryFacts.PERMANENT);
  }

  private static Circumstances about(CallContext context) {
    return new Circumstances(
        context.tenant(),
        context.run().toString(),
        stepWithIteration(context),
        context.deadline(),
        context.idempotencyKey(),
        context.attempt());
  }

  private static String stepWithIteration(CallContext context) {
    return context.iteration().isEmpty()
        ? context.step()
        : context.step() + "@" + context.iteration();
  }
}
