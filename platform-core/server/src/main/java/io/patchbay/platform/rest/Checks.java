package io.patchbay.platform.rest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a request, so that the caller learns everything at once. */
public final class Checks {

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,30}");

  private final List<FieldProblem> problems = new ArrayList<>();

  /** A text of this many characters after its blanks are taken off; null passes. */
  public Checks length(String pointer, @Nullable String value, int least, int most) {
    if (value != null && (value.strip().length() < least || value.length() > most)) {
      return problem(
          pointer, "length", "'" + pointer + "' needs " + least + " to " + most + " characters.");
    }
    return this;
  }

  public Checks range(String pointer, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      return problem(
          pointer, "range", "'" + pointer + "' must be from " + least + " to " + most + ".");
    }
    return this;
  }

  public Checks matches(String pointer, @Nullable String value, Pattern pattern, String rule) {
    if (value != null && !pattern.matcher(value).matches()) {
      return problem(pointer, "form", rule);
    }
    return this;
  }

  public Checks timeZone(String pointer, @Nullable String value) {
    if (value != null) {
      try {
        ZoneId.of(value);
      } catch (DateTimeException e) {
        return problem(
            pointer,
            "time-zone",
            "'" + value + "' is not a time zone. Use a name such as Europe/Berlin or UTC.");
      }
    }
    return this;
  }

  public Checks email(String pointer, String value) {
    return matches(pointer, value, EMAIL, "'" + value + "' is not an e-mail address.");
  }

  public Checks problem(String pointer, String code, String message) {
    problems.add(new FieldProblem(pointer, code, message));
    return this;
  }

  /** Refuses the request if anything was wrong. */
  public void done() {
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems);
    }
  }
}
