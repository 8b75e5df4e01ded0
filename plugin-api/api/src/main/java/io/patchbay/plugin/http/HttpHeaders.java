package io.patchbay.plugin.http;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Header fields; names are found in any case. */
public record HttpHeaders(Map<String, List<String>> values) {
  /** No fields. */
  public static final HttpHeaders NONE = new HttpHeaders(Map.of());

  /** Names become lower case; fields whose names differ in case only are joined. */
  public HttpHeaders {
    Map<String, List<String>> lower = new TreeMap<>();
    values.forEach(
        (name, list) ->
            lower.merge(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(list),
                (a, b) -> Stream.of(a, b).flatMap(Collection::stream).toList()));
    values = Collections.unmodifiableMap(lower);
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
