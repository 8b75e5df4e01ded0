package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something under way in a run. Frames tell each other what happened through the machine's queue,
 * so the stack does not grow with the length of a run.
 */
abstract class Frame {
  final Core core;
  final @Nullable Frame parent;
  final Position position;
  final @Nullable Scope scope;
  private boolean live = true;

  Frame(Core core, @Nullable Frame parent, Position position, @Nullable Scope scope) {
    this.core = core;
    this.parent = parent;
    this.position = position;
    this.scope = scope;
  }

  boolean live() {
    return live;
  }

  void die() {
    live = false;
  }

  abstract void begin();

  /** A child ended well; {@code then} says where its task wants to go. */
  abstract void childDone(Frame child, JsonNode output, Directive then);

  void childFailed(Frame child, Failure failure) {
    fail(failure);
  }

  /** The frame is over with an error: by default its parent's business. */
  void fail(Failure failure) {
    die();
    Frame up = parent;
    if (up != null) {
      core.enqueue(up, () -> up.childFailed(this, failure));
    }
  }

  /** Ends it and all inside without an outcome. */
  abstract void cancel();

  void timerFired(String purpose) {
    throw new IllegalStateException("'" + position.stepId() + "' has no timer " + purpose + ".");
  }

  /** When a time limit of this frame ends it. */
  @Nullable Instant limit() {
    return null;
  }

  /** The earliest of the limits around and here. */
  @Nullable Instant nearestLimit() {
    Instant nearest = null;
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Instant limit = frame.limit();
      if (limit != null && (nearest == null || limit.isBefore(nearest))) {
        nearest = limit;
      }
    }
    return nearest;
  }
}
