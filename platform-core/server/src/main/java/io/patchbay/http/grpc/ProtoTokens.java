package io.patchbay.http.grpc;

import io.patchbay.call.CallRefused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a .proto text; comments are left out. */
final class ProtoTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skip>\\s++|//[^\n]*+|/\\*(?s:.*?)\\*/)"
              + "|(?<text>\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+')"
              + "|(?<word>\\.?[A-Za-z_][\\w.]*+|[-+]?[0-9][\\w.+-]*+|[-+]?\\.[0-9]\\w*+|-\\s*+[a-z]++)"
              + "|(?<sign>[{}\\[\\]()<>=;,:/.-])");

  private final String text;
  private final Matcher matcher;
  private String current = "";
  private int position;

  ProtoTokens(String text) throws CallRefused {
    this.text = text;
    this.matcher = TOKEN.matcher(text);
    next();
  }

  /** The token that is next; empty at the end. */
  String peek() {
    return current;
  }

  String next() throws CallRefused {
    String taken = current;
    current = "";
    while (position < text.length() && current.isEmpty()) {
      if (!matcher.region(position, text.length()).lookingAt()) {
        throw refused("an unexpected sign");
      }
      position = matcher.end();
      if (matcher.group("skip") == null) {
        current = matcher.group();
      }
    }
    return taken;
  }

  boolean take(String token) throws CallRefused {
    if (current.equals(token)) {
      next();
      return true;
    }
    return false;
  }

  void expect(String token) throws CallRefused {
    if (!take(token)) {
      throw refused("'" + token + "' was expected instead of '" + shown(current) + "'");
    }
  }

  String name() throws CallRefused {
    if (!current.matches("\\.?[A-Za-z_][\\w.]*")) {
      throw refused("a name was expected instead of '" + shown(current) + "'");
    }
    return next();
  }

  int number() throws CallRefused {
    String word = next();
    try {
      return Integer.decode(word);
    } catch (NumberFormatException e) {
      throw refused("a number was expected instead of '" + shown(word) + "'");
    }
  }

  String string() throws CallRefused {
    if (!current.startsWith("\"") && !current.startsWith("'")) {
      throw refused("a text was expected instead of '" + shown(current) + "'");
    }
    String quoted = next();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Skips a statement: to its semicolon, or over its braces. */
  void skipStatement() throws CallRefused {
    int depth = 0;
    while (!current.isEmpty()) {
      String token = next();
      if (token.equals("{")) {
        depth++;
      } else if (token.equals("}")) {
        depth--;
        if (depth == 0 && !current.equals(";")) {
          return;
        }
      } else if (token.equals(";") && depth == 0) {
        return;
      }
    }
    throw refused("the end came too early");
  }

  CallRefused refused(String why) {
    long line =
        text.substring(0, Math.min(position, text.length())).chars().filter(c -> c == '\n').count()
            + 1;
    return CallRefused.configuration(
        "The .proto text cannot be read, line " + line + ": " + why + ".");
  }

  private static String shown(String token) {
    return token.isEmpty() ? "the end" : token.length() > 40 ? token.substring(0, 40) : token;
  }
}
