package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  private static final Path HOME = Path.of("/srv/patch bay");

  @Test
  void runHasSensibleDefaults() {
    Command.Run run = (Command.Run) parse("run");
    assertEquals(8080, run.port());
    assertEquals(HOME.resolve(".patchbay"), run.data());
    assertTrue(run.sandbox());
    assertEquals(1, run.nodes());
    assertTrue(run.database().isEmpty());
  }

  @Test
  void readsValuesWithSpaceOrEqualsSign() {
    Command.Run run =
        (Command.Run) parse("run", "--port=9000", "--data", "/var/my data", "--no-sandbox");
    assertEquals(9000, run.port());
    assertEquals(Path.of("/var/my data"), run.data());
    assertFalse(run.sandbox());
    assertTrue(((Command.Reset) parse("reset", "--yes")).sure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "run --port|--port needs a value",
        "run --port 0|from 1 to 65535, not '0'",
        "run --port http|not 'http'",
        "run --nodes 10|from 1 to 9",
        "run --colour red|'run' does not know '--colour'",
        "stop --port 1|'stop' does not know '--port'",
        "start|Unknown command 'start'",
        "run --database-url mysql://u:p@h/d|must look like postgresql://",
        "run --database-url postgresql://h/d|must look like postgresql://"
      })
  void namesWhatIsWrong(String words, String message) {
    LaunchProblem problem = assertThrows(LaunchProblem.class, () -> parse(words.split(" ")));
    assertTrue(String.valueOf(problem.getMessage()).contains(message), problem.getMessage());
    assertEquals(2, problem.exitCode());
  }

  @Test
  void readsDatabaseAddressesAndNeverShowsThePassword() {
    DatabaseAddress address =
        DatabaseAddress.parse("postgresql://ad%40min:p%2Fw+1@db.example/pb?sslmode=require");
    assertEquals("jdbc:postgresql://db.example:5432/pb?sslmode=require", address.jdbc());
    assertEquals("ad@min", address.user());
    assertEquals("p/w+1", address.password());
    assertFalse(address.toString().contains("p/w"), address.toString());
    LaunchProblem problem =
        assertThrows(LaunchProblem.class, () -> DatabaseAddress.parse("http://u:geheim@h/d"));
    assertFalse(String.valueOf(problem.getMessage()).contains("geheim"));
  }

  private static Command parse(String... words) {
    return Arguments.parse(HOME, List.of(words));
  }
}
