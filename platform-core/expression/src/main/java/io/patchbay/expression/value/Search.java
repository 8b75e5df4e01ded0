package io.patchbay.expression.value;

/**
 * Finds the places of a text within another in linear time: a library's search takes the product of
 * both lengths for hostile texts.
 */
public final class Search {
  private static final int SHORT = 16;
  private static final int SLICE = 1024;

  private final Meter meter;
  private final String text;
  private final String part;
  private final boolean overlapping;
  private final int[] fallback;
  private int pos;
  private int matched;

  /**
   * @param part not empty
   * @param overlapping whether a place may start within the one before
   */
  public Search(Meter meter, String text, String part, boolean overlapping) {
    this.meter = meter;
    this.text = text;
    this.part = part;
    this.overlapping = overlapping;
    this.fallback = part.length() <= SHORT || part.length() > text.length() ? new int[0] : table();
  }

  public static boolean contains(Meter meter, String text, String part) {
    return part.isEmpty() || new Search(meter, text, part, false).next() >= 0;
  }

  /** Where the next place starts, or -1. */
  public int next() {
    meter.step();
    if (part.length() > text.length()) {
      return -1;
    }
    return fallback.length == 0 ? simple() : linear();
  }

  private int simple() {
    int at = text.indexOf(part, pos);
    meter.steps(((at < 0 ? text.length() : at) - pos) >> 4);
    pos = at < 0 ? text.length() : at + (overlapping ? 1 : part.length());
    return at;
  }

  private int linear() {
    int k = matched;
    int size = part.length();
    for (int i = pos; i < text.length(); i++) {
      if ((i & (SLICE - 1)) == 0) {
        meter.steps(SLICE >> 4);
      }
      char c = text.charAt(i);
      while (k > 0 && c != part.charAt(k)) {
        k = fallback[k - 1];
      }
      if (c == part.charAt(k)) {
        k++;
      }
      if (k == size) {
        pos = i + 1;
        matched = overlapping ? fallback[k - 1] : 0;
        return i + 1 - size;
      }
    }
    pos = text.length();
    matched = 0;
    return -1;
  }

  /** For each length, how much of the beginning also ends there (Knuth, Morris, Pratt). */
  private int[] table() {
    meter.bytes(4L * part.length());
    int[] table = new int[part.length()];
    int k = 0;
    for (int i = 1; i < table.length; i++) {
      if ((i & (SLICE - 1)) == 0) {
        meter.steps(SLICE >> 4);
      }
      char c = part.charAt(i);
      while (k > 0 && c != part.charAt(k)) {
        k = table[k - 1];
      }
      if (c == part.charAt(k)) {
        k++;
      }
      table[i] = k;
    }
    return table;
  }
}
