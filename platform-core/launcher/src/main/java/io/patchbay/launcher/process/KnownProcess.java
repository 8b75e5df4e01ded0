package io.patchbay.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised later: an operating system gives a number again, but not with
 * the same start time.
 */
public record KnownProcess(String name, long pid, Instant started) {

  public static KnownProcess of(String name, ProcessHandle handle) {
    return new KnownProcess(name, handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
  }

  public static KnownProcess current(String name) {
    return of(name, ProcessHandle.current());
  }

  /** The process, if it still lives. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(KnownProcess::lives)
        .filter(handle -> handle.info().startInstant().map(started::equals).orElse(true));
  }

  /**
   * Whether it still works. Unlike {@link ProcessHandle#isAlive} it is not fooled by a process that
   * has ended and that nobody has asked for its exit code, as in a container without an init
   * program.
   */
  public static boolean lives(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String state = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      return !state.substring(state.lastIndexOf(')') + 1).stripLeading().startsWith("Z");
    } catch (IOException noSuchFileSystem) {
      return process.isAlive();
    }
  }

  public String line() {
    return name + " " + pid + " " + started;
  }

  public static Optional<KnownProcess> read(String line) {
    String[] words = line.split(" ");
    if (words.length != 3 || !words[1].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new KnownProcess(words[0], Long.parseLong(words[1]), Instant.parse(words[2])));
    } catch (java.time.format.DateTimeParseException unfinished) {
      return Optional.empty();
    }
  }
}
