package io.patchbay.run;

import io.patchbay.flow.FlowVersionRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run that this node may work on, with all it needs to go on.
 *
 * @param journal every entry so far, in order
 * @param claims how many claims in a row, with this one, have written nothing to the journal; a
 *     release or a park begins again at 0
 * @param cancelRequested somebody asked to cancel it
 * @param settlements given since the run became uncertain and not yet in the journal
 */
public record ClaimedRun(
    Lease lease,
    FlowVersionRef flow,
    TriggerKind trigger,
    JsonNode input,
    NewRun.@Nullable Parent parent,
    boolean replyWanted,
    boolean test,
    Instant acceptedAt,
    List<JournalEntry> journal,
    int claims,
    boolean cancelRequested,
    List<Settlement> settlements) {
  public ClaimedRun(
      Lease lease,
      FlowVersionRef flow,
      TriggerKind trigger,
      JsonNode input,
      NewRun.@Nullable Parent parent,
      boolean replyWanted,
      boolean test,
      Instant acceptedAt,
      List<JournalEntry> journal,
      int claims,
      boolean cancelRequested,
      List<Settlement> settlements) {
    this.lease = lease;
    this.flow = flow;
    this.trigger = trigger;
    this.input = input;
    this.parent = parent;
    this.replyWanted = replyWanted;
    this.test = test;
    this.acceptedAt = acceptedAt;
    this.journal = List.copyOf(journal);
    this.claims = claims;
    this.cancelRequested = cancelRequested;
    this.settlements = List.copyOf(settlements);
  }

  /** The same with what was done before this claim. */
  public ClaimedRun withPast(List<JournalEntry> entries, List<Settlement> given) {
    return new ClaimedRun(
        lease,
        flow,
        trigger,
        input,
        parent,
        replyWanted,
        test,
        acceptedAt,
        entries,
        claims,
        cancelRequested,
        given);
  }
}
