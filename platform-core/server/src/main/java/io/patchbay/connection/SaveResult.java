package io.patchbay.connection;

import java.util.List;

/** What came of saving a connection. */
public sealed interface SaveResult {

  record Saved(Connection connection) implements SaveResult {}

  /** All problems at once; nothing was saved. */
  record Invalid(List<SettingsProblem> problems) implements SaveResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  record NameTaken() implements SaveResult {}

  record NotFound() implements SaveResult {}

  /** Somebody else changed it meanwhile. */
  record Stale() implements SaveResult {}

  /** The connector could not be asked whether it accepts the settings. */
  record Unavailable(String message) implements SaveResult {}
}
