package io.patchbay.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and its children have used, as Linux counts it. */
record ProcessUsage(long pid) {

  private static final double TICKS_PER_SECOND = 100;

  /** Seconds of processor time, of its children too, also of those that have ended. */
  double cpuSeconds() {
    double sum = ticks(pid, true);
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)) {
      sum += children.mapToDouble(child -> ticks(child.pid(), false)).sum();
    }
    return sum / TICKS_PER_SECOND;
  }

  private static double ticks(long pid, boolean withEnded) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double own = Long.parseLong(words[11]) + Long.parseLong(words[12]);
      return withEnded ? own + Long.parseLong(words[13]) + Long.parseLong(words[14]) : own;
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Megabytes in memory now. */
  double residentMegabytes() {
    return status("VmRSS:");
  }

  /** The most megabytes it has had in memory. */
  double peakMegabytes() {
    return status("VmHWM:");
  }

  int threads() {
    return (int) (status("Threads:") * 1024);
  }

  private double status(String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
