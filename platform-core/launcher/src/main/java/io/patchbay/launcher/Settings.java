package io.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small private file of names and values: passwords, ports. Written as soon as a value changes.
 */
public final class Settings {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Map<String, String> values = new TreeMap<>();

  public Settings(Path file) {
    this.file = file;
    if (!Files.exists(file)) {
      return;
    }
    try (Reader text = new StringReader(Files.readString(file))) {
      java.util.Properties read = new java.util.Properties();
      read.load(text);
      read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
    } catch (IOException unreadable) {
      throw new LaunchProblem(
          "Cannot read " + file + ": " + unreadable.getMessage() + ".", unreadable);
    }
  }

  public synchronized Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public int number(String name, int otherwise) {
    return find(name)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  /** The kept password of this name; a new one of 192 random bits is made and kept first. */
  public synchronized String password(String name) {
    return find(name)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[24];
              RANDOM.nextBytes(bytes);
              String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              put(name, made);
              return made;
            });
  }

  public synchronized void put(String name, String value) {
    if (value.equals(values.put(name, value))) {
      return;
    }
    StringBuilder text = new StringBuilder();
    values.forEach((key, one) -> text.append(key).append('=').append(escaped(one)).append('\n'));
    try {
      PrivateFiles.write(file, text.toString());
    } catch (IOException unwritable) {
      throw new LaunchProblem(
          "Cannot write " + file + ": " + unwritable.getMessage() + ".", unwritable);
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }
}
