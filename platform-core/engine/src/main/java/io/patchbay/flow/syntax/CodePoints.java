package io.patchbay.flow.syntax;

/** From the parser's marks, which count code points, to offsets of the text. */
final class CodePoints {
  private final int length;
  private final int[] offsets;

  CodePoints(String text) {
    int count = text.codePointCount(0, text.length());
    length = text.length();
    offsets = count == length ? new int[0] : new int[count + 1];
    for (int i = 0, at = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += at < length ? Character.charCount(text.codePointAt(at)) : 0;
    }
  }

  int offset(int codePoint) {
    if (offsets.length == 0) {
      return Math.min(codePoint, length);
    }
    return offsets[Math.min(codePoint, offsets.length - 1)];
  }
}
