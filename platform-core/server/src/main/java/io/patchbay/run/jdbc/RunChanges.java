package io.patchbay.run.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of runs: what came in and what runs have done share a commit. A batch is one trip
 * to the database unless something beside run and journal has to change.
 */
final class RunChanges implements AutoCloseable {

  private static final int MAX_BATCH = 250;
  private static final int MAX_QUEUED = 20_000;

  private final EngineDatabase writer;
  private final RunAcceptance acceptance;
  private final RunWrites writes;
  private final GroupCommit<RunChange<?>, Object> commits;

  RunChanges(EngineDatabase writer, RunAcceptance acceptance, RunWrites writes) {
    this.writer = writer;
    this.acceptance = acceptance;
    this.writes = writes;
    // A lane each: a flood of new runs leaves room for what the others do.
    this.commits =
        new GroupCommit<>(
            "runs",
            new GroupCommit.Batch<>() {
              @Override
              public List<Object> commit(List<RunChange<?>> changes) {
                return RunChanges.this.commit(changes, false);
              }

              @Override
              public Object commitAgain(RunChange<?> change) {
                return RunChanges.this.commit(List.of(change), true).getFirst();
              }
            },
            MAX_BATCH,
            MAX_QUEUED,
            2,
            change -> change instanceof RunAcceptance.Prepared ? 0 : 1);
  }

  /** Returns when the change is durable; see {@link GroupCommit#submit}. */
  <A> A submit(RunChange<A> change, Duration patience) {
    return change.answer(commits.submit(change, patience));
  }

  int queued() {
    return commits.queued();
  }

  /**
   * @param again it may be there already: its first try failed, and perhaps only its answer
   */
  private List<Object> commit(List<RunChange<?>> changes, boolean again) {
    List<RunAcceptance.Prepared> accepts = new ArrayList<>();
    List<RunWrites.Write> written = new ArrayList<>();
    for (RunChange<?> change : changes) {
      switch (change) {
        case RunAcceptance.Prepared prepared -> accepts.add(prepared);
        case RunWrites.Write write -> written.add(write);
      }
    }
    boolean oneTrip =
        acceptance.isOneStatement(accepts) && written.stream().allMatch(writes::isOneStatement);
    Answers answers =
        oneTrip
            ? writer.inOneStatement(c -> together(c, accepts, written, again))
            : writer.inTransaction(
                c ->
                    new Answers(
                        acceptance.acceptPrepared(c, accepts), writes.writeAll(c, written)));
    return answers.inOrder(changes);
  }

  private record Answers(List<RunAcceptance.Taken> taken, List<RunWrites.Answer> written) {
    List<Object> inOrder(List<RunChange<?>> changes) {
      List<Object> all = new ArrayList<>(changes.size());
      int accept = 0;
      int write = 0;
      for (RunChange<?> change : changes) {
        all.add(
            switch (change) {
              case RunAcceptance.Prepared _ -> taken.get(accept++);
              case RunWrites.Write _ -> written.get(write++);
            });
      }
      return all;
    }
  }

  private Answers together(
      Connection connection,
      List<RunAcceptance.Prepared> accepts,
      List<RunWrites.Write> written,
      boolean again)
      throws SQLException {
    RunAcceptance.Batch batch = acceptance.batch(accepts, again);
    RunWrites.Batch changes = writes.batch(written, again);
    List<Trip.Part> parts = new ArrayList<>(batch.parts());
    parts.addAll(changes.parts());
    Trip.make(connection, parts);
    return new Answers(batch.taken(), changes.answers());
  }

  @Override
  public void close() {
    commits.close();
  }
}
