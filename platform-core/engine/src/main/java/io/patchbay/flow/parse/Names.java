package io.patchbay.flow.parse;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Names in scope, and the nearest to a misspelt one. */
public final class Names {
  /** Variables that every expression may use; {@code $secrets} only in authentications. */
  public static final Set<String> STANDARD =
      Set.of("context", "input", "output", "task", "workflow", "runtime", "authorization");

  private Names() {}

  static Set<String> plus(Set<String> scope, String... more) {
    Set<String> all = new HashSet<>(scope);
    all.addAll(Set.of(more));
    return all;
  }

  /** {@code " Did you mean 'x'?"} or nothing. */
  public static String suggestion(String given, Collection<String> known) {
    Optional<String> nearest =
        known.stream()
            .filter(name -> distance(given, name) <= Math.max(1, given.length() / 3))
            .min((a, b) -> Integer.compare(distance(given, a), distance(given, b)));
    return nearest.map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3 || a.length() > 60) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1))
                ? 0
                : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + same);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
