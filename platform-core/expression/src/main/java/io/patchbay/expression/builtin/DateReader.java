package io.patchbay.expression.builtin;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Text;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The format of strptime. An offset from UTC is read and, as in jq, not applied. */
final class DateReader {
  private final String text;
  private final String format;
  private int pos;
  private int year = 1900;
  private int month = 1;
  private int day = 1;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private boolean afternoon;
  private boolean twelve;
  private long epoch = Long.MIN_VALUE;

  private DateReader(String text, String format) {
    this.text = text;
    this.format = format;
  }

  static LocalDateTime read(String text, String format) {
    DateReader reader = new DateReader(text, format);
    reader.fields(format, 0);
    if (reader.pos < text.length()) {
      throw reader.mismatch();
    }
    return reader.result();
  }

  private LocalDateTime result() {
    try {
      if (epoch != Long.MIN_VALUE) {
        return LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC);
      }
      int h = twelve ? hour % 12 + (afternoon ? 12 : 0) : hour;
      LocalDateTime t =
          LocalDateTime.of(year, month, 1, h, minute, 0).plusDays(day - 1L).plusSeconds(second);
      return dayOfYear > 0 ? t.withDayOfYear(dayOfYear) : t;
    } catch (DateTimeException _) {
      throw mismatch();
    }
  }

  private void fields(String f, int depth) {
    for (int i = 0; i < f.length(); i++) {
      char c = f.charAt(i);
      if (c == '%' && i + 1 < f.length()) {
        i++;
        if ((f.charAt(i) == 'E' || f.charAt(i) == 'O' || f.charAt(i) == '-')
            && i + 1 < f.length()) {
          i++;
        }
        field(f.charAt(i), depth);
      } else if (Character.isWhitespace(c)) {
        blank();
      } else if (pos < text.length() && text.charAt(pos) == c) {
        pos++;
      } else {
        throw mismatch();
      }
    }
  }

  private void field(char c, int depth) {
    switch (c) {
      case 'a', 'A' -> name(DateText.DAYS);
      case 'b', 'B', 'h' -> month = name(DateText.MONTHS) + 1;
      case 'c' -> fields("%a %b %e %H:%M:%S %Y", depth + 1);
      case 'd', 'e' -> day = number(2, 1, 31);
      case 'D', 'x' -> fields("%m/%d/%y", depth + 1);
      case 'F' -> fields("%Y-%m-%d", depth + 1);
      case 'H', 'k' -> hour = number(2, 0, 23);
      case 'I', 'l' -> {
        hour = number(2, 1, 12);
        twelve = true;
      }
      case 'j' -> dayOfYear = number(3, 1, 366);
      case 'm' -> month = number(2, 1, 12);
      case 'M' -> minute = number(2, 0, 59);
      case 'n', 't' -> blank();
      case 'p', 'P' -> afternoon = name(List.of("AM", "PM")) == 1;
      case 'r' -> fields("%I:%M:%S %p", depth + 1);
      case 'R' -> fields("%H:%M", depth + 1);
      case 's' -> epoch = epochSeconds();
      case 'S' -> second = number(2, 0, 60);
      case 'T', 'X' -> fields("%H:%M:%S", depth + 1);
      case 'u' -> number(1, 1, 7);
      case 'w' -> number(1, 0, 6);
      case 'U', 'W', 'V' -> number(2, 0, 53);
      case 'y' -> {
        int y = number(2, 0, 99);
        year = y < 69 ? 2000 + y : 1900 + y;
      }
      case 'Y', 'G' -> year = number(4, 0, 9999);
      case 'z' -> offset();
      case 'Z' -> zone();
      case '%' -> {
        if (pos >= text.length() || text.charAt(pos++) != '%') {
          throw mismatch();
        }
      }
      default -> throw mismatch();
    }
  }

  private int number(int digits, int least, int greatest) {
    blank();
    int start = pos;
    int v = 0;
    while (pos < text.length() && pos - start < digits && isDigit()) {
      v = v * 10 + text.charAt(pos++) - '0';
    }
    if (pos == start || v < least || v > greatest) {
      throw mismatch();
    }
    return v;
  }

  private boolean isDigit() {
    return text.charAt(pos) >= '0' && text.charAt(pos) <= '9';
  }

  private long epochSeconds() {
    int start = pos;
    long v = 0;
    while (pos < text.length() && pos - start < 12 && isDigit()) {
      v = v * 10 + text.charAt(pos++) - '0';
    }
    if (pos == start) {
      throw mismatch();
    }
    return v;
  }

  private int name(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      for (int length : new int[] {name.length(), Math.min(3, name.length())}) {
        if (text.regionMatches(true, pos, name, 0, length)) {
          pos += length;
          return i;
        }
      }
    }
    throw mismatch();
  }

  private void offset() {
    blank();
    if (pos < text.length() && (text.charAt(pos) == 'Z' || text.charAt(pos) == 'z')) {
      pos++;
      return;
    }
    if (pos >= text.length() || (text.charAt(pos) != '+' && text.charAt(pos) != '-')) {
      throw mismatch();
    }
    pos++;
    number(2, 0, 23);
    if (pos < text.length() && text.charAt(pos) == ':') {
      pos++;
    }
    if (pos < text.length() && isDigit()) {
      number(2, 0, 59);
    }
  }

  private void zone() {
    int start = pos;
    while (pos < text.length() && Character.isLetter(text.charAt(pos))) {
      pos++;
    }
    if (pos == start) {
      throw mismatch();
    }
  }

  private void blank() {
    while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
      pos++;
    }
  }

  private JqError mismatch() {
    return JqError.of(
        "date \""
            + Text.shortened(text)
            + "\" does not match format \""
            + Text.shortened(format)
            + "\"");
  }
}
