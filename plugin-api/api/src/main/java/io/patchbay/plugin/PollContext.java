package io.patchbay.plugin;

import java.time.Instant;
import java.util.Optional;

/** What the platform lends to one poll. */
public interface PollContext extends ConnectionContext {
  /** The cursor of the last accepted page; empty at the first poll. */
  Optional<String> cursor();

  /**
   * From when on news are wanted: when the trigger was turned on, or an earlier time that a person
   * chose.
   */
  Instant since();

  /** How many items one page should have at most. */
  int pageSize();
}
