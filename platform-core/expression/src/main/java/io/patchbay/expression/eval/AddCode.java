package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code add}: the sum of a code's outputs. */
public final class AddCode extends Code.Single {
  private final Code terms;
  private final boolean collected;

  private AddCode(Code terms, boolean collected) {
    this.terms = terms;
    this.collected = collected;
  }

  /** {@code add}. */
  public static AddCode ofElements() {
    return new AddCode(PathIteration.each(), false);
  }

  /** {@code add(f)}. */
  public static AddCode of(Code terms) {
    return new AddCode(terms, false);
  }

  /**
   * {@code [f] | add} without the array. All of {@code f} runs before anything is added, so an
   * error of adding has to wait for the end.
   */
  static AddCode ofCollected(Code terms) {
    return new AddCode(terms, true);
  }

  boolean addsElements() {
    return terms == PathIteration.each();
  }

  @Override
  boolean ignoresInput() {
    return terms.ignoresInput();
  }

  @Override
  public JsonNode one(Env env, JsonNode in) {
    env.meter.step();
    Sum sum = new Sum(env.meter);
    if (!collected) {
      terms.eval(env, in, null, (v, p) -> sum.add(v));
      return sum.result();
    }
    Patient patient = new Patient(sum);
    terms.eval(env, in, null, patient);
    JqError failure = patient.failure;
    if (failure != null) {
      throw failure;
    }
    return sum.result();
  }

  /** Keeps the first error for later. */
  private static final class Patient implements Sink {
    private final Sum sum;
    private @Nullable JqError failure;

    Patient(Sum sum) {
      this.sum = sum;
    }

    @Override
    public void accept(JsonNode v, @Nullable Path path) {
      if (failure == null) {
        try {
          sum.add(v);
        } catch (JqError e) {
          failure = e;
        }
      }
    }
  }
}
