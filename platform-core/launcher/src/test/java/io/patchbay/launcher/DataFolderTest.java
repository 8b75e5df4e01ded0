package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path temp = Path.of("");

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    DataFolder folder = DataFolder.open(temp.resolve("new/data"));
    assertEquals("rwx------", permissions(folder.root()));
    Settings secrets = new Settings(folder.secrets().resolve("s.properties"));
    String password = secrets.password("role");
    assertEquals(32, password.length());
    assertEquals("rw-------", permissions(folder.secrets().resolve("s.properties")));
    assertEquals(password, new Settings(folder.secrets().resolve("s.properties")).password("role"));
  }

  @Test
  void refusesFilesForeignFoldersAndPlacesItCannotWrite() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertProblem(file, "it is a file");
    Path foreign = Files.createDirectory(temp.resolve("photos"));
    Files.writeString(foreign.resolve("holiday.jpg"), "x");
    assertProblem(foreign, "it holds other files");
    assertProblem(Path.of("/proc/patchbay"), "Cannot write the data folder /proc/patchbay");
  }

  @Test
  void resetAsksAndTouchesNothingButADataFolder() throws IOException {
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    Files.writeString(folder.logs().resolve("a.log"), "x");
    assertEquals(1, reset(folder.root(), false, "no\n"));
    assertTrue(Files.exists(folder.logs().resolve("a.log")));
    assertEquals(0, reset(folder.root(), false, "delete\n"));
    assertFalse(Files.exists(folder.root()));
    assertEquals(0, reset(folder.root(), true, ""));
    Path foreign = Files.createDirectory(temp.resolve("photos"));
    assertThrows(LaunchProblem.class, () -> reset(foreign, true, ""));
    assertTrue(Files.exists(foreign));
  }

  private static int reset(Path data, boolean sure, String answer) throws IOException {
    return ResetCommand.run(
        new Command.Reset(data, sure),
        new Progress(new PrintStream(new ByteArrayOutputStream())),
        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertProblem(Path root, String message) {
    LaunchProblem problem = assertThrows(LaunchProblem.class, () -> DataFolder.open(root));
    assertTrue(String.valueOf(problem.getMessage()).contains(message), problem.getMessage());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
