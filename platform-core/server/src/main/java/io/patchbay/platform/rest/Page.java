package io.patchbay.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code nextCursor} is null on the last. */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of rows that were asked for with a limit of one more than the page holds.
   *
   * @param key the values after which the next page begins, in the order of the list
   */
  public static <R, T> Page<T> of(
      List<R> rows, PageRequest request, Function<R, T> view, Function<R, List<String>> key) {
    boolean more = rows.size() > request.limit();
    List<R> shown = more ? rows.subList(0, request.limit()) : rows;
    return new Page<>(
        shown.stream().map(view).toList(), more ? Cursor.encode(key.apply(shown.getLast())) : null);
  }
}
