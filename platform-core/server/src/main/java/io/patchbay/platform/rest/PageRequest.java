package io.patchbay.platform.rest;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What part of a list the caller wants: use it as a {@code @BeanParam}. */
public class PageRequest {

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  @QueryParam("q")
  @Nullable String q;

  public PageRequest() {}

  public PageRequest(int limit, @Nullable String cursor, @Nullable String q) {
    this.limit = Integer.toString(limit);
    this.cursor = cursor;
    this.q = q;
  }

  public int limit() {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit.matches("[0-9]{1,3}")) {
      int wanted = Integer.parseInt(limit);
      if (wanted >= 1 && wanted <= MAX_LIMIT) {
        return wanted;
      }
    }
    throw Problem.unreadable(
        "request.bad-limit", "limit must be a number from 1 to " + MAX_LIMIT + ".");
  }

  /** One row more than the page holds, to learn whether there is a next page. */
  public int rows() {
    return limit() + 1;
  }

  /** The sort key after which the page begins; empty for the first page. */
  public Optional<List<String>> after(int parts) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    if (cursor.length() > 500) {
      throw Problem.unreadable("request.bad-cursor", "The cursor is too long.");
    }
    return Optional.of(Cursor.decode(cursor, parts));
  }

  /** The search text; empty when there is none. */
  public Optional<String> search() {
    if (q == null || q.isBlank()) {
      return Optional.empty();
    }
    if (q.length() > 200) {
      throw Problem.unreadable("request.bad-search", "q has at most 200 characters.");
    }
    return Optional.of(q.strip());
  }

  /** The search text as a pattern for {@code ilike}, its own wildcards escaped; null for none. */
  public @Nullable String searchPattern() {
    return search()
        .map(s -> "%" + s.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .orElse(null);
  }
}
