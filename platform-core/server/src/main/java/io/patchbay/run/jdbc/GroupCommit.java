package io.patchbay.run.jdbc;

import io.patchbay.platform.database.DatabaseException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many callers share one commit: a writer thread takes all requests that gathered while the last
 * commit was under way and does them in one transaction. Nobody waits for a batch to fill up. When
 * a batch fails, each of its requests is tried alone, so that one bad request fails alone.
 */
public final class GroupCommit<R, A> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long LOOK_MS = 50;

  /**
   * Does all requests in one transaction, or none. Answers in the order of requests, after the
   * commit.
   */
  @FunctionalInterface
  public interface Batch<R, A> {
    List<A> commit(List<R> requests);

    /** One request whose first try failed, perhaps only after its commit. */
    default A commitAgain(R request) {
      return commit(List.of(request)).getFirst();
    }
  }

  /** A caller's wait; the same only as itself. */
  private static final class Pending<R, A> {
    final R request;
    final Duration patience;
    final long until;
    final CompletableFuture<A> answer = new CompletableFuture<>();
    final AtomicBoolean taken = new AtomicBoolean();

    Pending(R request, Duration patience) {
      this.request = request;
      this.patience = patience;
      this.until = System.nanoTime() + patience.toNanos();
    }

    boolean isOver(long now) {
      return until - now <= 0;
    }
  }

  private final String name;
  private final Batch<R, A> batch;
  private final int maxBatch;
  private final List<BlockingQueue<Pending<R, A>>> lanes;
  private final ToIntFunction<R> laneOf;
  private final Semaphore bell = new Semaphore(0);
  private final Thread writer;
  private volatile List<Pending<R, A>> underWay = List.of();
  private volatile boolean closed;

  public GroupCommit(String name, Batch<R, A> batch, int maxBatch, int maxQueued) {
    this(name, batch, maxBatch, maxQueued, 1, request -> 0);
  }

  /**
   * @param maxBatch of each lane
   * @param maxQueued of each lane
   * @param laneOf which of the lanes, from 0, a request waits in: a long one does not hold up
   *     another
   */
  public GroupCommit(
      String name,
      Batch<R, A> batch,
      int maxBatch,
      int maxQueued,
      int lanes,
      ToIntFunction<R> laneOf) {
    this.name = name;
    this.batch = batch;
    this.maxBatch = maxBatch;
    List<BlockingQueue<Pending<R, A>>> queues = new ArrayList<>(lanes);
    for (int i = 0; i < lanes; i++) {
      queues.add(new ArrayBlockingQueue<>(maxQueued));
    }
    this.lanes = List.copyOf(queues);
    this.laneOf = laneOf;
    this.writer = Thread.ofPlatform().daemon().name("patchbay-commit-" + name).start(this::write);
    Thread.ofPlatform().daemon().name("patchbay-patience-" + name).start(this::watch);
  }

  /**
   * Returns when the request is durable.
   *
   * @param patience after so long the request is given up with {@code UNAVAILABLE}; if its commit
   *     was under way by then, it may still happen
   */
  public A submit(R request, Duration patience) {
    Pending<R, A> pending = new Pending<>(request, patience);
    if (closed || !lanes.get(laneOf.applyAsInt(request)).offer(pending)) {
      throw unavailable(closed ? "the node is stopping" : "too many writes are waiting");
    }
    bell.release();
    try {
      return pending.answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted while waiting for the commit");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DatabaseException database) {
        throw database;
      }
      throw new IllegalStateException("Cannot write a batch of " + name, e.getCause());
    }
  }

  /** Callers wait without a clock of their own: this one looks after all of them. */
  private void watch() {
    while (!closed || queued() > 0 || !underWay.isEmpty()) {
      LockSupport.parkNanos(this, LOOK_MS * 1_000_000);
      long now = System.nanoTime();
      underWay.forEach(pending -> giveUp(pending, now));
      lanes.forEach(lane -> giveUp(lane, now));
    }
  }

  private void giveUp(BlockingQueue<Pending<R, A>> lane, long now) {
    for (Pending<R, A> pending : lane) {
      // First out of the queue: who is told of it finds the room free.
      if (pending.isOver(now) && lane.remove(pending)) {
        giveUp(pending, now);
      }
    }
  }

  private void giveUp(Pending<R, A> pending, long now) {
    if (pending.isOver(now)) {
      pending.taken.set(true);
      pending.answer.completeExceptionally(
          unavailable("no commit within " + pending.patience.toMillis() + " ms"));
    }
  }

  public int queued() {
    int queued = 0;
    for (BlockingQueue<Pending<R, A>> lane : lanes) {
      queued += lane.size();
    }
    return queued;
  }

  private DatabaseException unavailable(String why) {
    return DatabaseException.of(
        new SQLTransientConnectionException("Cannot write " + name + ": " + why + ".", "08006"));
  }

  private void write() {
    List<Pending<R, A>> group = new ArrayList<>(maxBatch);
    while (!closed || queued() > 0) {
      try {
        bell.drainPermits();
        if (queued() == 0 && !bell.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          continue;
        }
        lanes.forEach(lane -> lane.drainTo(group, maxBatch));
        group.removeIf(p -> !p.taken.compareAndSet(false, true));
        underWay = List.copyOf(group);
        commit(group);
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException | Error e) {
        LOG.error("The writer of {} met an error it did not expect", name, e);
        group.forEach(p -> p.answer.completeExceptionally(e));
      } finally {
        underWay = List.of();
        group.clear();
      }
    }
  }

  private void commit(List<Pending<R, A>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      List<R> requests = group.stream().map(pending -> pending.request).toList();
      List<A> answers = batch.commit(requests);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer.complete(answers.get(i));
      }
    } catch (DatabaseException e) {
      boolean hopeless = e.kind() == DatabaseException.Kind.UNAVAILABLE;
      if (hopeless || (group.size() == 1 && !maySucceed(e))) {
        group.forEach(p -> p.answer.completeExceptionally(e));
      } else {
        LOG.debug("A batch of {} {} failed; each goes alone", group.size(), name, e);
        group.forEach(this::commitAlone);
      }
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        group.getFirst().answer.completeExceptionally(e);
      } else {
        group.forEach(this::commitAlone);
      }
    }
  }

  /** Whether the same request may be met with success when it is tried again. */
  private static boolean maySucceed(DatabaseException e) {
    return e.kind() == DatabaseException.Kind.CONFLICT
        || e.kind() == DatabaseException.Kind.DUPLICATE;
  }

  private void commitAlone(Pending<R, A> pending) {
    for (int attempt = 1; ; attempt++) {
      try {
        pending.answer.complete(batch.commitAgain(pending.request));
        return;
      } catch (DatabaseException e) {
        if (e.kind() != DatabaseException.Kind.CONFLICT || attempt == 5) {
          pending.answer.completeExceptionally(e);
          return;
        }
      } catch (RuntimeException e) {
        pending.answer.completeExceptionally(e);
        return;
      }
    }
  }

  /** Writes what is queued, then ends. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
