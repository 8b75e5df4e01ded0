package io.patchbay.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder with everything an installation keeps. Readable by its owner alone. */
public record DataFolder(Path root) {

  private static final String MARK = "patchbay-data";

  /** Makes it where it is missing; throws {@link LaunchProblem} when it cannot be used. */
  static DataFolder open(Path root) {
    DataFolder folder = new DataFolder(root);
    try {
      boolean fresh = !Files.exists(root);
      Files.createDirectories(root);
      if (!fresh && !folder.isOurs() && !isEmpty(root)) {
        throw new LaunchProblem(
            "Cannot use "
                + root
                + " as data folder: it holds other files. Give --data an empty or a new folder.");
      }
      PrivateFiles.onlyOwner(root);
      PrivateFiles.write(root.resolve(MARK), "The data folder of a Patchbay installation.\n");
      for (Path part : List.of(folder.logs(), folder.run(), folder.secrets(), folder.plugins())) {
        Files.createDirectories(part);
      }
      return folder;
    } catch (FileAlreadyExistsException notAFolder) {
      throw new LaunchProblem("Cannot use " + root + " as data folder: it is a file.");
    } catch (AccessDeniedException denied) {
      throw notWritable(root, "this user may not write there", denied);
    } catch (IOException broken) {
      throw notWritable(root, String.valueOf(broken.getMessage()), broken);
    }
  }

  private static LaunchProblem notWritable(Path root, String why, IOException cause) {
    return new LaunchProblem(
        "Cannot write the data folder "
            + root
            + ": "
            + why
            + ". Make it writable for user '"
            + System.getProperty("user.name")
            + "', or give another folder with --data.",
        cause);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  /** Whether an installation made it. */
  boolean isOurs() {
    return Files.exists(root.resolve(MARK));
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** What is only true while it runs. */
  public Path run() {
    return root.resolve("run");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Bundles dropped here are installed by the platform. */
  public Path plugins() {
    return root.resolve("plugins");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path liberty() {
    return root.resolve("liberty");
  }

  /** Which ports the parts keep from one start to the next. */
  Path ports() {
    return root.resolve("ports.properties");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path operatorPassword() {
    return root.resolve("operator-password.txt");
  }
}
