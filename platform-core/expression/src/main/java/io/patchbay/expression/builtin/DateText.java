package io.patchbay.expression.builtin;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;

/** The format of strftime, in English and UTC. */
final class DateText {
  static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private DateText() {}

  static String format(LocalDateTime t, String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        i++;
        if ((format.charAt(i) == 'E' || format.charAt(i) == 'O' || format.charAt(i) == '-')
            && i + 1 < format.length()) {
          i++;
        }
        field(out, t, format.charAt(i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void field(StringBuilder out, LocalDateTime t, char c) {
    int weekday = t.getDayOfWeek().getValue() % 7;
    switch (c) {
      case 'a' -> out.append(DAYS.get(weekday), 0, 3);
      case 'A' -> out.append(DAYS.get(weekday));
      case 'b', 'h' -> out.append(MONTHS.get(t.getMonthValue() - 1), 0, 3);
      case 'B' -> out.append(MONTHS.get(t.getMonthValue() - 1));
      case 'c' -> out.append(format(t, "%a %b %e %H:%M:%S %Y"));
      case 'C' -> pad(out, Math.floorDiv(t.getYear(), 100), 2, '0');
      case 'd' -> pad(out, t.getDayOfMonth(), 2, '0');
      case 'D', 'x' -> out.append(format(t, "%m/%d/%y"));
      case 'e' -> pad(out, t.getDayOfMonth(), 2, ' ');
      case 'F' -> out.append(format(t, "%Y-%m-%d"));
      case 'g' -> pad(out, t.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0');
      case 'G' -> out.append(t.get(IsoFields.WEEK_BASED_YEAR));
      case 'H' -> pad(out, t.getHour(), 2, '0');
      case 'I' -> pad(out, hour12(t), 2, '0');
      case 'j' -> pad(out, t.getDayOfYear(), 3, '0');
      case 'k' -> pad(out, t.getHour(), 2, ' ');
      case 'l' -> pad(out, hour12(t), 2, ' ');
      case 'm' -> pad(out, t.getMonthValue(), 2, '0');
      case 'M' -> pad(out, t.getMinute(), 2, '0');
      case 'n' -> out.append('\n');
      case 'p' -> out.append(t.getHour() < 12 ? "AM" : "PM");
      case 'P' -> out.append(t.getHour() < 12 ? "am" : "pm");
      case 'r' -> out.append(format(t, "%I:%M:%S %p"));
      case 'R' -> out.append(format(t, "%H:%M"));
      case 's' -> out.append(t.toEpochSecond(ZoneOffset.UTC));
      case 'S' -> pad(out, t.getSecond(), 2, '0');
      case 't' -> out.append('\t');
      case 'T', 'X' -> out.append(format(t, "%H:%M:%S"));
      case 'u' -> out.append(t.getDayOfWeek().getValue());
      case 'U' -> pad(out, (t.getDayOfYear() + 6 - weekday) / 7, 2, '0');
      case 'V' -> pad(out, t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
      case 'w' -> out.append(weekday);
      case 'W' -> pad(out, (t.getDayOfYear() + 6 - (weekday + 6) % 7) / 7, 2, '0');
      case 'y' -> pad(out, Math.floorMod(t.getYear(), 100), 2, '0');
      case 'Y' -> out.append(t.getYear());
      case 'z' -> out.append("+0000");
      case 'Z' -> out.append("UTC");
      case '%' -> out.append('%');
      default -> out.append('%').append(c);
    }
  }

  private static int hour12(LocalDateTime t) {
    int hour = t.getHour() % 12;
    return hour == 0 ? 12 : hour;
  }

  private static void pad(StringBuilder out, int v, int width, char fill) {
    String digits = Integer.toString(v);
    out.repeat(fill, Math.max(0, width - digits.length())).append(digits);
  }
}
