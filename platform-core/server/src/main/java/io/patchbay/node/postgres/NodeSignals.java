package io.patchbay.node.postgres;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints between nodes: a topic and a short word, heard by all other nodes within about 50 ms. On a
 * connection of its own, outside every other transaction, and the same hint at most once in 50 ms
 * however often it is given: committing a notification takes a lock of the whole database. A hint
 * can be lost (a connection broke, too many at once): whoever relies on one looks for himself every
 * now and then. Thread-safe.
 */
@Singleton
public class NodeSignals {

  private static final Logger LOG = LoggerFactory.getLogger(NodeSignals.class);
  private static final String CHANNEL = "patchbay";
  private static final int TURN_MS = 50;
  private static final int MAX_PENDING = 1_000;
  private static final int MAX_WORD = 500;

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final String self = UUID.randomUUID().toString();
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private volatile @Nullable Thread worker;

  @Inject
  public NodeSignals(PlatformConfig config) {
    PlatformConfig.Database engine = config.engineDatabase();
    source.setUrl(engine.url());
    source.setUser(engine.user());
    source.setPassword(engine.password());
    source.setApplicationName("patchbay-signals");
    source.setTcpKeepAlive(true);
  }

  public void start(@Observes @Priority(20) PlatformStarted started) {
    worker = Thread.ofPlatform().daemon().name("patchbay-signals").start(this::work);
  }

  public void stop(@Observes @Priority(900) PlatformStopping ending) {
    stopping = true;
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Heard on the thread of the signals: returns at once. The word is empty when hints may have been
   * lost.
   */
  public void on(String topic, Consumer<String> listener) {
    listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Returns at once. Nothing is sent while a hint of another node is being handed on. */
  public void send(String topic, String word) {
    if (Thread.currentThread() == worker) {
      return;
    }
    if (word.length() > MAX_WORD || topic.indexOf('|') >= 0) {
      throw new IllegalArgumentException("a hint is short: " + topic);
    }
    if (pending.size() < MAX_PENDING) {
      pending.add(topic + '|' + word);
    }
  }

  private void work() {
    while (!stopping) {
      try (Connection connection = source.getConnection();
          Statement listen = connection.createStatement()) {
        listen.execute("listen " + CHANNEL);
        listeners.forEach((topic, all) -> tell(topic, ""));
        PGConnection notified = connection.unwrap(PGConnection.class);
        while (!stopping) {
          flush(connection);
          PGNotification[] heard = notified.getNotifications(TURN_MS);
          if (heard != null) {
            for (PGNotification one : heard) {
              hear(one.getParameter());
            }
          }
        }
      } catch (SQLException e) {
        LOG.debug("Signals between nodes are interrupted", e);
        pause();
      }
    }
  }

  private void flush(Connection connection) throws SQLException {
    if (pending.isEmpty()) {
      return;
    }
    List<String> words = List.copyOf(pending);
    words.forEach(pending::remove);
    try (PreparedStatement notify =
        connection.prepareStatement("select pg_notify(?, w) from unnest(?::text[]) as w")) {
      notify.setString(1, CHANNEL);
      notify.setArray(
          2, connection.createArrayOf("text", words.stream().map(w -> self + '|' + w).toArray()));
      notify.execute();
    }
  }

  private void hear(String parameter) {
    String[] parts = parameter.split("\\|", 3);
    if (parts.length == 3 && !parts[0].equals(self)) {
      tell(parts[1], parts[2]);
    }
  }

  private void tell(String topic, String word) {
    for (Consumer<String> listener : listeners.getOrDefault(topic, List.of())) {
      try {
        listener.accept(word);
      } catch (RuntimeException e) {
        LOG.error("A hint about {} was not handled", topic, e);
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
