package io.patchbay.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.PollPage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No item of a polling trigger is lost or doubled, across pages and restarts. Needs a real or
 * pretended other side.
 */
public interface PollingContract extends ConnectorFixture {

  /** Where the other side is. */
  URI otherSide();

  /** The id of the trigger under test. */
  String pollingTrigger();

  /** Parameters of the trigger. */
  default Map<String, Object> pollingParams() {
    return Map.of();
  }

  /**
   * Makes one new thing happen at the other side.
   *
   * @return a text by which {@link #identify} knows it again
   */
  String happen();

  /** Which thing an item is about, as {@link #happen} named it. */
  String identify(Map<String, @Nullable Object> item);

  @Test
  default void deliversEachNewThingOnceAcrossPages() {
    try (TestPlatform platform = TestPlatform.of(connector())) {
      TestPoll poll = startedPoll(platform).pageSize(3);
      List<String> happened = happen(10);
      assertEquals(happened, identified(poll.drain()));
      assertEquals(List.of(), identified(poll.drain()), "A second poll delivers nothing again.");
    }
  }

  @Test
  default void losesAndDoublesNothingWhenPagesAreNotStored() {
    try (TestPlatform platform = TestPlatform.of(connector())) {
      TestPoll poll = startedPoll(platform).pageSize(2);
      List<String> happened = new ArrayList<>(happen(7));
      List<String> delivered = new ArrayList<>();
      boolean more = true;
      for (int round = 0; more; round++) {
        poll.page(); // the node dies before this page is stored
        if (round == 1) {
          happened.addAll(happen(2)); // and the other side goes on
        }
        PollPage<Map<String, @Nullable Object>> page = poll.page();
        delivered.addAll(identified(poll.accept(page)));
        more = page.more();
        assertTrue(round < 100, "The trigger does not come to an end.");
      }
      delivered.addAll(identified(poll.drain()));
      assertEquals(happened, delivered);
    }
  }

  /**
   * Two machines never agree on the time: a cursor is made of the other side's times, not of one's
   * own.
   */
  @Test
  default void losesNothingWhenTheClocksDisagree() {
    InstantSource fast = () -> Instant.now().plus(Duration.ofHours(1));
    try (TestPlatform platform = TestPlatform.of(connector(), fast)) {
      TestPoll poll = startedPoll(platform);
      List<String> first = happen(3);
      assertEquals(first, identified(poll.drain()));
      List<String> second = happen(2);
      assertEquals(second, identified(poll.drain()));
    }
  }

  private TestPoll startedPoll(TestPlatform platform) {
    TestPoll poll =
        platform
            .connect(connectionKind(), settings(otherSide()))
            .poll(pollingTrigger(), pollingParams())
            .since(Instant.now());
    poll.drain();
    return poll;
  }

  private List<String> happen(int times) {
    List<String> happened = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      happened.add(happen());
    }
    return happened;
  }

  private List<String> identified(List<Map<String, @Nullable Object>> items) {
    return items.stream().map(this::identify).toList();
  }
}
