package io.patchbay.approval.jdbc;

import io.patchbay.approval.ApprovalRequest;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunObserver;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what a run no longer waits for while it goes on: its branch lost, its time was over.
 * What is missed here (the node died) is found when somebody decides in vain, or when the run ends.
 */
public final class ApprovalWithdrawals implements RunObserver {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalWithdrawals.class);

  /** Of an approval that was decided or has expired nothing is taken back. */
  private static final Set<EntryKind> ENDS =
      EnumSet.of(EntryKind.STEP_CANCELLED, EntryKind.STEP_FAILED);

  private final Approvals approvals;

  public ApprovalWithdrawals(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      if (ENDS.contains(entry.kind()) && entry.detail().startsWith(Approvals.FUNCTIONS)) {
        String stepId = ApprovalRequest.stepId(entry.reference(), entry.iteration());
        Thread.ofVirtual().name("approval-withdrawal").start(() -> withdraw(lease, stepId));
      }
    }
  }

  private void withdraw(Lease lease, String stepId) {
    try {
      approvals.withdraw(lease.tenant(), lease.run().value(), stepId);
    } catch (RuntimeException e) {
      LOG.warn("An approval of run {} stays in the list until the run ends", lease.run(), e);
    }
  }
}
