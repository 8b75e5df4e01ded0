package io.patchbay.run.jdbc;

import io.patchbay.run.EntryKind;
import io.patchbay.run.RunState;
import java.util.Set;

/**
 * What of the lives of a tenant's runs somebody listens to.
 *
 * @param entries writes with such entries are noted
 * @param ends runs that end so are noted
 */
public record LifecycleInterest(Set<EntryKind> entries, Set<RunState> ends) {
  public LifecycleInterest(Set<EntryKind> entries, Set<RunState> ends) {
    this.entries = Set.copyOf(entries);
    this.ends = Set.copyOf(ends);
  }

  /** As {@link JournalRows.Prepared#kinds} has them. */
  int kinds() {
    int kinds = 0;
    for (EntryKind kind : entries) {
      kinds |= JournalRows.bit(kind);
    }
    return kinds;
  }
}
