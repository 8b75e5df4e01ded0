package io.patchbay.expression.builtin;

/**
 * Guesses how large a regular expression becomes when its counted repetitions are written out: re2j
 * does so, nested ones included, before anybody could stop it.
 */
final class RegexSize {
  private static final long MOST = 1L << 40;
  private static final int MAX_GROUPS = 200;

  private final String source;
  private int pos;

  private RegexSize(String source) {
    this.source = source;
  }

  static long of(String source) {
    return new RegexSize(source).sequence(0);
  }

  /** Adds up the atoms to the end of the group. */
  private long sequence(int depth) {
    long sum = 1;
    long atom = 0;
    while (pos < source.length()) {
      char c = source.charAt(pos++);
      switch (c) {
        case ')' -> {
          if (depth > 0) {
            return Math.min(MOST, sum + atom);
          }
        }
        case '(' -> {
          sum += atom;
          atom = depth < MAX_GROUPS ? sequence(depth + 1) : MOST;
        }
        case '{' -> atom = Math.min(MOST, atom * count());
        default -> {
          sum += atom;
          atom = 1;
          skip(c);
        }
      }
      sum = Math.min(MOST, sum);
    }
    return Math.min(MOST, sum + atom);
  }

  /** The rest of an escape or a class. */
  private void skip(char c) {
    if (c == '\\') {
      pos++;
    } else if (c == '[') {
      int end = source.indexOf(']', pos + 1);
      pos = end < 0 ? source.length() : end + 1;
    }
  }

  /** The largest number of a repetition, or 1 when these are no numbers. */
  private long count() {
    long largest = 1;
    long number = 0;
    for (int i = pos; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(1000, number * 10 + c - '0');
        largest = Math.max(largest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        pos = c == '}' ? i + 1 : pos;
        return c == '}' ? largest + 1 : 1;
      }
    }
    return 1;
  }
}
