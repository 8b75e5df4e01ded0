package io.patchbay.run.machine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts what one run uses and stops it beyond its {@link MachineLimits}. A replay only counts:
 * what was allowed once stays allowed, and a stop is taken from the journal.
 */
final class RunBudget {
  private final Core core;
  private final MachineLimits limits;
  private final Map<JsonNode, Held> holding = new IdentityHashMap<>();
  private int steps;
  private int branches;
  private long heldBytes;
  private @Nullable JsonNode lastMeasured;
  private long lastSize;
  private Position holder = Position.ROOT;

  private static final class Held {
    final long size;
    int times;

    Held(long size) {
      this.size = size;
    }
  }

  RunBudget(Core core) {
    this.core = core;
    this.limits = core.limits;
  }

  /** In a replay the journal says whether the run was stopped here. */
  private boolean recordedStop() {
    return core.journal.replaying() && core.stopAsRecorded();
  }

  private boolean applies() {
    return !core.journal.replaying();
  }

  /** Counts a task; false when there were too many, and then the run is over. */
  boolean step(Position position) {
    steps++;
    if (steps > limits.steps() && applies()) {
      core.exceeded(
          position,
          "it has begun " + limits.steps() + " steps",
          "Split the work into runs of their own, or leave loops earlier.");
      return false;
    }
    return !recordedStop();
  }

  /** Counts branches that begin; false when there are too many. */
  boolean branch(Position position, int more) {
    branches += more;
    if (branches > limits.branches() && applies()) {
      core.exceeded(
          position,
          "it would have "
              + branches
              + " branches at once, "
              + limits.branches()
              + " are allowed, those of forks inside forks counted",
          "Use fewer, or run parts of the work as flows of their own.");
      return false;
    }
    return !recordedStop();
  }

  void branchesEnded(int count) {
    branches -= count;
  }

  boolean fits(Position position, JsonNode value) {
    if (size(value) > limits.valueBytes() && applies()) {
      core.exceeded(
          position,
          "a value is larger than " + mebi(limits.valueBytes()),
          "Keep only what is needed with `output.as`.");
      return false;
    }
    return !recordedStop();
  }

  /** The run keeps this value, for the task there, until it is released as often. */
  void hold(Position position, JsonNode value) {
    Held held = holding.get(value);
    if (held == null) {
      held = new Held(size(value));
      holding.put(value, held);
      heldBytes += held.size;
    }
    held.times++;
    holder = position;
  }

  void release(JsonNode value) {
    Held held = holding.get(value);
    if (held != null && --held.times == 0) {
      holding.remove(value);
      heldBytes -= held.size;
    }
  }

  /** How long a value is as JSON, estimated, up to a little more than one value may be. */
  long size(JsonNode value) {
    if (value == lastMeasured) {
      return lastSize;
    }
    Held held = holding.get(value);
    if (held != null) {
      return held.size;
    }
    lastSize = JsonSize.of(value, limits.valueBytes());
    lastMeasured = value;
    return lastSize;
  }

  /** After each piece of work: what the run holds and what it has written. */
  void check() {
    Journal journal = core.journal;
    if (heldBytes > limits.heldBytes()) {
      core.exceeded(
          holder,
          "it holds more than " + mebi(limits.heldBytes()) + " at once",
          "Keep less in the context, in loops and in the outputs of branches: `output.as` and"
              + " `export.as` take only what is needed.");
    } else if (journal.entries() > limits.journalEntries()) {
      core.exceeded(
          journal.lastPosition(),
          "its journal has " + limits.journalEntries() + " entries",
          "Split the work into runs of their own with `run: workflow`.");
    } else if (journal.bytes() > limits.journalBytes()) {
      core.exceeded(
          journal.lastPosition(),
          "its journal is larger than " + mebi(limits.journalBytes()),
          "Pass smaller values from step to step, or split the work into runs of their own.");
    }
  }

  private static String mebi(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
  }
}
