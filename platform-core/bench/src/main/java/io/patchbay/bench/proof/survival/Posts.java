package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.installation.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many requests at once. */
final class Posts {
  private Posts() {}

  /** One request. */
  @FunctionalInterface
  interface Post {
    Sender.Answer send(int number) throws InterruptedException;
  }

  /** Sends numbers 0 to count − 1, so many at a time; the answers in the order of the numbers. */
  static List<Sender.Answer> all(int count, int atOnce, Post post) throws InterruptedException {
    Sender.Answer[] answers = new Sender.Answer[count];
    AtomicInteger next = new AtomicInteger();
    inParallel(
        Math.min(atOnce, count),
        _ -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            answers[i] = post.send(i);
          }
          return List.<Sender.Answer>of();
        });
    return List.of(answers);
  }

  /** A worker's part of the work. */
  @FunctionalInterface
  interface Worker<T> {
    List<T> work() throws InterruptedException;
  }

  /** A worker that knows its number. */
  @FunctionalInterface
  interface Numbered<T> {
    List<T> work(int number) throws InterruptedException;
  }

  static <T> List<T> inParallel(int workers, Numbered<T> work) throws InterruptedException {
    IntFunction<Worker<T>> bound = number -> () -> work.work(number);
    List<T> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<T>>> parts = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Worker<T> one = bound.apply(i);
        parts.add(pool.submit(one::work));
      }
      for (Future<List<T>> part : parts) {
        all.addAll(part.get());
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return all;
  }
}
