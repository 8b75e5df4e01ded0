package io.patchbay.trigger.schedule;

import java.util.List;
import java.util.Map;

/** Says common cron expressions in words; others as they are. */
final class CronWords {

  private static final Map<String, String> DAYS =
      Map.ofEntries(
          Map.entry("0", "Sunday"),
          Map.entry("1", "Monday"),
          Map.entry("2", "Tuesday"),
          Map.entry("3", "Wednesday"),
          Map.entry("4", "Thursday"),
          Map.entry("5", "Friday"),
          Map.entry("6", "Saturday"),
          Map.entry("7", "Sunday"),
          Map.entry("1-5", "Monday to Friday"),
          Map.entry("MON-FRI", "Monday to Friday"),
          Map.entry("0,6", "Saturday and Sunday"),
          Map.entry("6,0", "Saturday and Sunday"));

  private CronWords() {}

  static String of(String expression) {
    return switch (expression) {
      case "@hourly" -> "every hour";
      case "@daily", "@midnight" -> "every day at 00:00";
      case "@weekly" -> "on Sunday at 00:00";
      case "@monthly" -> "on the 1st of every month at 00:00";
      case "@yearly", "@annually" -> "on 1 January at 00:00";
      default -> ofFields(expression, List.of(expression.split("\\s+")));
    };
  }

  private static String ofFields(String expression, List<String> fields) {
    String otherwise = "cron " + expression;
    if (fields.size() != 5 || !fields.get(3).equals("*")) {
      return otherwise;
    }
    String minute = fields.get(0);
    String hour = fields.get(1);
    String day = fields.get(2);
    String weekday = fields.get(4);
    boolean everyDay = day.equals("*") && weekday.equals("*");
    if (everyDay && hour.equals("*")) {
      if (minute.equals("*")) {
        return "every minute";
      }
      if (minute.matches("\\*/\\d+")) {
        return "every " + minute.substring(2) + " minutes";
      }
      return minute.matches("\\d+") ? "every hour at minute " + minute : otherwise;
    }
    if (!minute.matches("\\d+") || !hour.matches("\\d+")) {
      return otherwise;
    }
    String time = String.format("%02d:%02d", Integer.parseInt(hour), Integer.parseInt(minute));
    if (everyDay) {
      return "every day at " + time;
    }
    if (day.equals("*") && DAYS.containsKey(weekday)) {
      return "on " + DAYS.get(weekday) + " at " + time;
    }
    return weekday.equals("*") && day.matches("\\d+")
        ? "on day " + day + " of every month at " + time
        : otherwise;
  }
}
