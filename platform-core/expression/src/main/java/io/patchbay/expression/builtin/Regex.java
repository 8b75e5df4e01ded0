package io.patchbay.expression.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Text;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A regular expression of RE2 and jq's flags. Matching takes time linear in the text; what the
 * machine reads is charged while it reads.
 */
final class Regex {
  private static final int MAX_PATTERN = 4096;

  private final Pattern pattern;
  private final String[] names;
  final boolean global;
  private final boolean skipEmpty;

  private Regex(Pattern pattern, boolean global, boolean skipEmpty) {
    this.pattern = pattern;
    this.global = global;
    this.skipEmpty = skipEmpty;
    this.names = new String[pattern.groupCount() + 1];
    Map<String, Integer> groups = new HashMap<>(pattern.namedGroups());
    groups.forEach((name, group) -> names[group] = name);
  }

  /** From the arguments of match and its relatives; compiled once an evaluation. */
  static Regex of(Env env, JsonNode re, JsonNode flags) {
    if (!re.isString()) {
      throw JqError.of(Json.describe(re) + " cannot be matched, as it is not a string");
    }
    if (!flags.isString() && !flags.isNull()) {
      throw JqError.of(Json.describe(flags) + " is not a string");
    }
    String modifiers = flags.isNull() ? "" : flags.stringValue();
    String source = re.stringValue();
    if (source.length() > MAX_PATTERN) {
      throw JqError.of("The regular expression has more than " + MAX_PATTERN + " characters");
    }
    if (modifiers.length() > 16) {
      throw notValid(modifiers);
    }
    return (Regex)
        env.once("regex " + modifiers + " " + source, () -> compile(env.meter, source, modifiers));
  }

  private static Regex compile(Meter meter, String source, String modifiers) {
    boolean global = false;
    boolean extended = false;
    boolean skipEmpty = false;
    int flags = 0;
    for (int i = 0; i < modifiers.length(); i++) {
      switch (modifiers.charAt(i)) {
        case 'g' -> global = true;
        case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
        case 'x' -> extended = true;
        case 's' -> {} // ^ and $ are the ends of the text already
        case 'p' -> flags |= Pattern.DOTALL;
        case 'l' -> flags |= Pattern.LONGEST_MATCH;
        case 'n' -> skipEmpty = true;
        default -> throw notValid(modifiers);
      }
    }
    long size = RegexSize.of(source);
    meter.bytes(256L * (size + source.length()));
    meter.steps(size + source.length());
    try {
      String text = extended ? compact(source) : source;
      return new Regex(Pattern.compile(text, flags), global, skipEmpty);
    } catch (PatternSyntaxException e) {
      throw JqError.of(source + " (at offset 0) is not a valid regex: " + e.getDescription());
    }
  }

  private static JqError notValid(String modifiers) {
    return JqError.of(Text.shortened(modifiers) + " is not a valid modifier string");
  }

  /** Takes out the white space and comments of the flag x. */
  private static String compact(String source) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length()) {
        out.append(c).append(source.charAt(++i));
      } else if (inClass) {
        inClass = c != ']';
        out.append(c);
      } else if (c == '#') {
        while (i < source.length() && source.charAt(i) != '\n') {
          i++;
        }
      } else if (!Character.isWhitespace(c)) {
        inClass = c == '[';
        out.append(c);
      }
    }
    return out.toString();
  }

  String name(int group) {
    return names[group] == null ? "" : names[group];
  }

  /** Takes each match; the matcher stands on it. */
  @FunctionalInterface
  interface Found {
    /** False ends the search. */
    boolean on(Matcher matcher);
  }

  void find(Meter meter, String s, boolean all, Found found) {
    Matcher matcher = pattern.matcher(new Metered(meter, s, 1 + (pattern.programSize() >> 3)));
    int from = 0;
    while (from <= s.length() && matcher.find(from)) {
      meter.step();
      boolean empty = matcher.end() == matcher.start();
      if (!(empty && skipEmpty) && !found.on(matcher)) {
        return;
      }
      if (!all) {
        return;
      }
      from = matcher.end();
      if (empty) {
        from = from < s.length() ? s.offsetByCodePoints(from, 1) : from + 1;
      }
    }
  }

  /** A text that charges for being read. */
  private static final class Metered implements CharSequence {
    private static final int SLICE = 64;
    private final Meter meter;
    private final String text;
    private final int price;
    private int left = SLICE;

    Metered(Meter meter, String text, int price) {
      this.meter = meter;
      this.text = text;
      this.price = price;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left == 0) {
        left = SLICE;
        meter.steps(price);
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
