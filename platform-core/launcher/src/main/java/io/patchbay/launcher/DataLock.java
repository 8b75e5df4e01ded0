package io.patchbay.launcher;

import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One launcher to a data folder. The operating system holds the lock and lets go of it when its
 * owner dies, even by kill -9; the file's text says who holds it.
 */
final class DataLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private DataLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Throws {@link LaunchProblem} that names the owner when another process holds it. */
  static DataLock acquire(Path file) {
    return tryAcquire(file)
        .orElseThrow(
            () ->
                new LaunchProblem(
                    "Patchbay already runs on this data folder, "
                        + file.toAbsolutePath().getParent()
                        + owner(file).map(process -> ", as process " + process.pid()).orElse("")
                        + ". Stop it with ./patchbay stop, or start a second one with another"
                        + " --data and --port."));
  }

  static Optional<DataLock> tryAcquire(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          channel.truncate(0);
          channel.write(
              ByteBuffer.wrap(
                  KnownProcess.current("launcher").line().getBytes(StandardCharsets.UTF_8)));
          channel.force(true);
          return Optional.of(new DataLock(channel, lock));
        }
      } catch (OverlappingFileLockException heldInThisProcess) {
        // as good as held by another one
      }
      channel.close();
      return Optional.empty();
    } catch (IOException broken) {
      throw new LaunchProblem(
          "Cannot write the lock file " + file + ": " + broken.getMessage() + ".", broken);
    }
  }

  /** Who wrote the file; it may have died since. */
  static Optional<KnownProcess> owner(Path file) {
    try {
      return Files.exists(file)
          ? KnownProcess.read(Files.readString(file).strip())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException goneAnyway) {
      // the operating system frees it with the process
    }
  }
}
