package io.patchbay.flow.parse;

import java.util.List;

/** Warns of what {@code use} declares and nothing uses. */
final class UnusedParts {
  private final Context context;
  private final Reusables reusables;

  UnusedParts(Toolkit tools) {
    this.context = tools.context();
    this.reusables = tools.reusables();
  }

  /** To be asked when the whole flow was read, and only when that went well. */
  void report() {
    report("authentications", "authentication", reusables.authentications.unused());
    report("errors", "error", reusables.errors.unused());
    report("functions", "function", reusables.functions.unused());
    report("retries", "retry policy", reusables.retries.unused());
    report("secrets", "secret", reusables.secrets.unused());
    report("timeouts", "timeout", reusables.timeouts.unused());
  }

  private void report(String key, String what, List<String> names) {
    for (String name : names) {
      String list = "/use/" + key;
      String pointer = key.equals("secrets") ? list : Pointers.child(list, name);
      context
          .problems()
          .warning(
              "flow.unused-component",
              "The "
                  + what
                  + " '"
                  + name
                  + "' in `use."
                  + key
                  + "` is used nowhere: remove it, or"
                  + " use it.",
              pointer,
              context.spanOf(pointer));
    }
  }
}
