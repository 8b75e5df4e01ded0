package io.patchbay.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Samples of a recording, counted by method, by our method that led there, by thread and class. */
final class Profile {

  private static final int SHOWN = 25;

  private final Counts self = new Counts();
  private final Counts inclusive = new Counts();
  private final Counts ours = new Counts();
  private final Counts threads = new Counts();
  private final Counts allocatedClass = new Counts();
  private final Counts allocatedBy = new Counts();
  private double pauses;
  private long collections;

  private static final class Counts {
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    void add(String name, long weight) {
      counts.merge(name, weight, Long::sum);
      total += weight;
    }

    void print(PrintStream out, String title, long of) {
      out.println();
      out.println("  " + title);
      counts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .limit(SHOWN)
          .forEach(e -> out.printf("  %5.1f %%  %s%n", 100.0 * e.getValue() / of, e.getKey()));
    }
  }

  static Profile read(Path file) throws IOException {
    boolean byCpu = has(file, "jdk.CPUTimeSample");
    Profile profile = new Profile();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        profile.take(recording.readEvent(), byCpu);
      }
    }
    return profile;
  }

  private static boolean has(Path file, String type) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        if (recording.readEvent().getEventType().getName().equals(type)) {
          return true;
        }
      }
    }
    return false;
  }

  private void take(RecordedEvent event, boolean byCpu) {
    switch (event.getEventType().getName()) {
      case "jdk.CPUTimeSample" -> sample(event, "eventThread");
      case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> {
        if (!byCpu) {
          sample(event, "sampledThread");
        }
      }
      case "jdk.ObjectAllocationSample" -> allocation(event);
      case "jdk.GarbageCollection" -> {
        collections++;
        pauses += event.getDuration("sumOfPauses").toNanos() / 1e6;
      }
      default -> {}
    }
  }

  private void sample(RecordedEvent event, String thread) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null || stack.getFrames().isEmpty()) {
      self.add("(no Java frame)", 1);
      return;
    }
    List<RecordedFrame> frames = stack.getFrames();
    self.add(name(frames.getFirst()), 1);
    ours.add(firstOf(frames, "io.patchbay"), 1);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (seen.add(name)) {
        inclusive.add(name, 1);
      }
    }
    threads.add(threadName(event, thread), 1);
  }

  private static String threadName(RecordedEvent event, String field) {
    if (!event.hasField(field) || event.getThread(field) == null) {
      return "(unknown)";
    }
    String name = event.getThread(field).getJavaName();
    return name == null || name.isEmpty()
        ? "(virtual)"
        : name.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#").replaceAll("\\d+", "#");
  }

  private void allocation(RecordedEvent event) {
    long weight = event.getLong("weight");
    allocatedClass.add(event.getClass("objectClass").getName(), weight);
    RecordedStackTrace stack = event.getStackTrace();
    if (stack != null) {
      allocatedBy.add(firstOf(stack.getFrames(), "io.patchbay"), weight);
    }
  }

  private static String firstOf(List<RecordedFrame> frames, String prefix) {
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith(prefix)) {
        return name;
      }
    }
    return "(nothing of ours) " + name(frames.getLast());
  }

  private static String name(RecordedFrame frame) {
    return frame.isJavaFrame()
        ? frame.getMethod().getType().getName() + "." + frame.getMethod().getName()
        : "(native)";
  }

  void print(PrintStream out) {
    long samples = Math.max(1, self.total);
    out.printf("  %d samples, %d collections, %.0f ms of pauses%n", samples, collections, pauses);
    threads.print(out, "threads", samples);
    self.print(out, "methods, time in themselves", samples);
    ours.print(out, "our innermost methods, with what they call", samples);
    inclusive.print(out, "methods, with all they call", samples);
    long bytes = Math.max(1, allocatedClass.total);
    out.printf("%n  allocated (sampled): %.0f MB%n", bytes / 1e6);
    allocatedClass.print(out, "allocated classes", bytes);
    allocatedBy.print(out, "our innermost methods that allocate", bytes);
    out.println();
  }
}
