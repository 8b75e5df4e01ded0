package io.patchbay.plugin;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * One page of news.
 *
 * @param items in the order in which runs shall start
 * @param cursor where the next call continues; opaque to the platform, at most 4,000 characters;
 *     handed back as it is
 * @param more true: call again at once; false: wait for the next interval
 */
public record PollPage<T>(List<Keyed<T>> items, String cursor, boolean more) {
  public static final int MAX_CURSOR_LENGTH = 4_000;

  public PollPage {
    items = List.copyOf(items);
    if (cursor.length() > MAX_CURSOR_LENGTH) {
      throw new IllegalArgumentException(
          "A poll cursor has at most %,d characters, this one has %,d."
              .formatted(MAX_CURSOR_LENGTH, cursor.length()));
    }
  }

  /** A page after which the caller has all that there is for now. */
  public static <T> PollPage<T> last(Collection<T> items, Function<T, String> key, String cursor) {
    return new PollPage<>(keyed(items, key), cursor, false);
  }

  /** A page after which there is more right now. */
  public static <T> PollPage<T> more(Collection<T> items, Function<T, String> key, String cursor) {
    return new PollPage<>(keyed(items, key), cursor, true);
  }

  /** The same page with its items converted, in order. */
  public <R> PollPage<R> map(Function<T, R> conversion) {
    return new PollPage<>(
        items.stream().map(k -> new Keyed<>(k.key(), conversion.apply(k.item()))).toList(),
        cursor,
        more);
  }

  private static <T> List<Keyed<T>> keyed(Collection<T> items, Function<T, String> key) {
    return items.stream().map(item -> new Keyed<>(key.apply(item), item)).toList();
  }
}
