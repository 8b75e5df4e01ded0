package io.patchbay.launcher;

import java.nio.file.Path;
import java.util.Optional;

/** What a person asked for. */
sealed interface Command {

  Path data();

  /**
   * Start everything and stay until stopped.
   *
   * @param port of the first node; node n listens on port + n - 1
   * @param database an existing PostgreSQL instead of the embedded one
   */
  record Run(int port, Path data, Optional<DatabaseAddress> database, boolean sandbox, int nodes)
      implements Command {}

  /** Stop what runs on the data folder. */
  record Stop(Path data) implements Command {}

  /** Say what runs on the data folder. */
  record Status(Path data) implements Command {}

  /** Delete the data folder's content. */
  record Reset(Path data, boolean sure) implements Command {}
}
