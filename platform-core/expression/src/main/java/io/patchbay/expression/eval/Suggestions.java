package io.patchbay.expression.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** "Did you mean …?" */
final class Suggestions {
  private Suggestions() {}

  static String didYouMean(String name, Collection<String> known, UnaryOperator<String> show) {
    String best = null;
    int bestDistance = Math.max(2, name.length() / 3) + 1;
    for (String candidate : known.stream().sorted().toList()) {
      int distance = distance(name, candidate);
      boolean alike = distance == 1 || candidate.charAt(0) == name.charAt(0);
      if (alike && distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best == null ? "" : "; did you mean '" + show.apply(best) + "'?";
  }

  static String unknownFunction(String name, int arity, Collection<String> known) {
    List<String> arities = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String key : known) {
      String other = key.substring(0, key.indexOf('/'));
      names.add(other);
      if (other.equals(name)) {
        arities.add(key);
      }
    }
    if (!arities.isEmpty()) {
      return "'"
          + name
          + "' does not take "
          + arity
          + (arity == 1 ? " argument" : " arguments")
          + "; there is "
          + String.join(", ", arities);
    }
    return "unknown function '"
        + name
        + "/"
        + arity
        + "'"
        + didYouMean(name, names, UnaryOperator.identity());
  }

  /** Edits between two names; names are short, but never trust it. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3 || a.length() > 64) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + swap);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
