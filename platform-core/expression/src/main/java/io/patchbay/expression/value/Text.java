package io.patchbay.expression.value;

/** Strings as jq sees them: sequences of code points. */
public final class Text {
  private Text() {}

  /** By code point, as UTF-8 bytes would sort. */
  public static int compare(String a, String b) {
    int size = Math.min(a.length(), b.length());
    for (int i = 0; i < size; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean highX = Character.isSurrogate(x);
        boolean highY = Character.isSurrogate(y);
        if (highX != highY) {
          return highX ? 1 : -1;
        }
        return Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** For error messages: not more than about 200 characters. */
  public static String shortened(String s) {
    return s.length() <= 200 ? s : s.substring(0, 200) + "...";
  }

  public static int length(String s) {
    return s.codePointCount(0, s.length());
  }

  /** From inclusive to exclusive, counted in code points, both within the string. */
  public static String slice(String s, int from, int to) {
    int start = s.offsetByCodePoints(0, from);
    return s.substring(start, s.offsetByCodePoints(start, to - from));
  }
}
