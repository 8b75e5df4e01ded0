package io.patchbay.launcher;

import java.io.PrintStream;
import java.util.Locale;

/** One line for each phase of a start, with the time it took. */
final class Progress {

  private final PrintStream out;
  private long phaseStart = System.nanoTime();
  private boolean open;

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void begin(String phase, String what) {
    phaseStart = System.nanoTime();
    open = true;
    out.printf("  %-10s %-52s ", phase, what);
    out.flush();
  }

  synchronized void done() {
    double seconds = (System.nanoTime() - phaseStart) / 1e9;
    out.printf(Locale.ROOT, "%6.1f s%n", seconds);
    open = false;
    out.flush();
  }

  /** Ends the line of the phase that did not succeed, if one has begun. */
  synchronized void failed() {
    if (open) {
      out.println("failed");
      open = false;
    }
  }

  synchronized void say(String line) {
    failed();
    out.println(line);
    out.flush();
  }
}
