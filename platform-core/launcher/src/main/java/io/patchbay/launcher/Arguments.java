package io.patchbay.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads the command line. */
final class Arguments {

  static final int USUAL_PORT = 8080;

  private int port = USUAL_PORT;
  private Path data;
  private Optional<DatabaseAddress> database = Optional.empty();
  private boolean sandbox = true;
  private int nodes = 1;
  private boolean sure;

  private Arguments(Path home) {
    this.data = home.resolve(".patchbay");
  }

  /**
   * Throws {@link LaunchProblem} for anything it does not know.
   *
   * @param home the folder of the start script; the usual data folder lies in it
   */
  static Command parse(Path home, List<String> words) {
    if (words.isEmpty()) {
      throw usage("There is no command.");
    }
    Arguments read = new Arguments(home);
    String command = words.getFirst();
    Deque<String> rest = new ArrayDeque<>(words.subList(1, words.size()));
    while (!rest.isEmpty()) {
      read.option(command, rest);
    }
    return read.command(command);
  }

  private Command command(String name) {
    return switch (name) {
      case "run" -> new Command.Run(port, data, database, sandbox, nodes);
      case "stop" -> new Command.Stop(data);
      case "status" -> new Command.Status(data);
      case "reset" -> new Command.Reset(data, sure);
      default -> throw usage("Unknown command '" + name + "'.");
    };
  }

  private void option(String command, Deque<String> rest) {
    String word = rest.remove();
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String option = equals < 0 ? word : word.substring(0, equals);
    if (equals >= 0) {
      rest.addFirst(word.substring(equals + 1));
    }
    String known = command + " " + option;
    switch (known) {
      case "run --port" -> port = number(option, value(option, rest), 1, 65_535);
      case "run --nodes" -> nodes = number(option, value(option, rest), 1, 9);
      case "run --database-url" ->
          database = Optional.of(DatabaseAddress.parse(value(option, rest)));
      case "run --no-sandbox" -> sandbox = false;
      case "reset --yes" -> sure = true;
      case "run --data", "stop --data", "status --data", "reset --data" ->
          data = folder(value(option, rest));
      default -> throw usage("'" + command + "' does not know '" + option + "'.");
    }
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty() || rest.peek().isEmpty()) {
      throw usage(option + " needs a value.");
    }
    return rest.remove();
  }

  private static int number(String option, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, with the value
    }
    throw usage(
        option + " must be a number from " + least + " to " + most + ", not '" + text + "'.");
  }

  private static Path folder(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException notAPath) {
      throw usage("--data must be a folder, not '" + text + "'.");
    }
  }

  static LaunchProblem usage(String problem) {
    return new LaunchProblem(
        LaunchProblem.USAGE, problem + " See ./patchbay --help for what it can do.");
  }
}
