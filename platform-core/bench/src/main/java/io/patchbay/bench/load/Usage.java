package io.patchbay.bench.load;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** How much of the processors each part used between two moments. */
final class Usage {

  private record Part(String name, DoubleSupplier cpuSeconds) {}

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, ProcessUsage> processes = new LinkedHashMap<>();
  private final Map<String, Double> before = new LinkedHashMap<>();
  private final Map<String, Double> cores = new LinkedHashMap<>();
  private long start;

  Usage process(String name, long pid) {
    ProcessUsage process = new ProcessUsage(pid);
    processes.put(name, process);
    parts.add(new Part(name, process::cpuSeconds));
    return this;
  }

  /** A thread of this process. */
  Usage thread(String name, long id) {
    parts.add(new Part(name, () -> ManagementFactory.getThreadMXBean().getThreadCpuTime(id) / 1e9));
    return this;
  }

  void begin() {
    start = System.nanoTime();
    parts.forEach(part -> before.put(part.name(), part.cpuSeconds().getAsDouble()));
  }

  void end() {
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Part part : parts) {
      double used = part.cpuSeconds().getAsDouble() - before.getOrDefault(part.name(), 0.0);
      cores.put(part.name(), used / seconds);
    }
  }

  Map<String, Double> cores() {
    return cores;
  }

  /** The most a process has had in memory since it started. */
  double megabytes(String name) {
    ProcessUsage process = processes.get(name);
    return process == null ? 0 : process.peakMegabytes();
  }
}
