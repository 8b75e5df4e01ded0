package io.patchbay.launcher.liberty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the JVM of a server is called.
 *
 * @param cache an ahead-of-time cache to use, if it is there
 * @param record where to write such a cache at the end, for the training run
 * @param background leave the processor to others
 */
public record JvmOptions(Optional<Path> cache, Optional<Path> record, boolean background) {

  /** With PATCHBAY_JVM_OPTIONS at the end, so that they win. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    cache
        .filter(Files::exists)
        .ifPresent(
            file -> {
              arguments.add("-XX:AOTCache=" + file);
              arguments.add("-XX:AOTMode=auto");
              arguments.add("-Xlog:aot*=off");
            });
    record.ifPresent(file -> arguments.add("-XX:AOTCacheOutput=" + file));
    String more = Optional.ofNullable(System.getenv("PATCHBAY_JVM_OPTIONS")).orElse("").strip();
    if (!more.isEmpty()) {
      arguments.addAll(List.of(more.split("\\s+")));
    }
    return arguments;
  }
}
