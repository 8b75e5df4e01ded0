package io.patchbay.plugin.testkit;

import io.patchbay.plugin.Keyed;
import io.patchbay.plugin.PollPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A polling trigger under test: does with cursor and keys what the platform does. */
public final class TestPoll {
  private static final int MOST_PAGES = 1_000;

  private final TestConnection connection;
  private final Catalogue.Entry trigger;
  private final Map<String, ? extends @Nullable Object> params;
  private final Set<String> seen = new HashSet<>();
  private Optional<String> cursor = Optional.empty();
  private Instant since;
  private int pageSize = 100;

  TestPoll(
      TestConnection connection,
      Catalogue.Entry trigger,
      Map<String, ? extends @Nullable Object> params) {
    this.connection = connection;
    this.trigger = trigger;
    this.params = params;
    this.since = connection.platform().clock().instant();
  }

  /** From when on news are wanted; by default since this object was made. */
  public TestPoll since(Instant start) {
    since = start;
    return this;
  }

  public TestPoll pageSize(int size) {
    pageSize = size;
    return this;
  }

  /** Polls until there is no more and accepts each page; only items that were not seen before. */
  public List<Map<String, @Nullable Object>> drain() {
    List<Map<String, @Nullable Object>> news = new ArrayList<>();
    boolean more = true;
    for (int pages = 0; more; pages++) {
      if (pages == MOST_PAGES) {
        throw new AssertionError(
            "Trigger '%s' says after %d pages that there is more.".formatted(trigger.id(), pages));
      }
      PollPage<Map<String, @Nullable Object>> page = page();
      news.addAll(accept(page));
      more = page.more();
    }
    return news;
  }

  /** One page that is not accepted, as if the node had died before it was stored. */
  public PollPage<Map<String, @Nullable Object>> page() {
    TestContext base = connection.context("poll", 1);
    TestContext context =
        new TestContext(
            base.client(),
            base.json(),
            base.tokens(),
            base.log(),
            base.clock(),
            base.deadline(),
            base.idempotencyKey(),
            1,
            cursor,
            since,
            pageSize,
            base.callbackUrl());
    return connection
        .platform()
        .dispatcher()
        .poll(trigger.id(), trigger.version(), params, connection.settings(), context);
  }

  /** Stores a page: moves the cursor and answers the items that were not seen before. */
  public List<Map<String, @Nullable Object>> accept(PollPage<Map<String, @Nullable Object>> page) {
    cursor = Optional.of(page.cursor());
    return page.items().stream().filter(item -> seen.add(item.key())).map(Keyed::item).toList();
  }
}
