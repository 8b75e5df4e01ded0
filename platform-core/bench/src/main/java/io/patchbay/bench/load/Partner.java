package io.patchbay.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A third party that answers every request with the same JSON after the same time. One thread, no
 * library: it shares the processors with what is measured. Requests whose path begins with {@code
 * /last} are counted: they are the last that a run sends.
 */
final class Partner implements AutoCloseable {

  private static final int BUFFER = 64 << 10;
  private static final byte[] LAST = " /last".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ANSWER =
      answer("{\"id\":\"P-1\",\"status\":\"ok\",\"price\":12.5,\"stock\":40,\"name\":\"partner\"}");

  private record Due(long at, SelectionKey key) {}

  private final ServerSocketChannel server;
  private final Selector selector = Selector.open();
  private final Deque<Due> due = new ArrayDeque<>();
  private final long delay;
  private final Thread thread;
  private volatile long last;
  private volatile long requests;
  private volatile boolean closed;

  /**
   * @param port 0 for any free one
   */
  Partner(int port, Duration delay) throws IOException {
    this.delay = delay.toNanos();
    this.server =
        ServerSocketChannel.open()
            .setOption(StandardSocketOptions.SO_REUSEADDR, true)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    thread = Thread.ofPlatform().name("partner").daemon().start(this::serve);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** How many runs have sent their last request. */
  long last() {
    return last;
  }

  long requests() {
    return requests;
  }

  long thread() {
    return thread.threadId();
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select(untilNext(System.nanoTime()));
        for (SelectionKey key : selector.selectedKeys()) {
          take(key);
        }
        selector.selectedKeys().clear();
        answer(System.nanoTime());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Milliseconds until the next answer, rounded up so that none comes early; 0 waits for ever. */
  private long untilNext(long now) {
    Due next = due.peek();
    return next == null ? 0 : Math.max(1, (next.at - now + 999_999) / 1_000_000);
  }

  private void take(SelectionKey key) throws IOException {
    if (key.isValid() && key.isAcceptable()) {
      SocketChannel channel = server.accept();
      if (channel != null) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(BUFFER));
      }
    } else if (key.isValid() && key.isReadable()) {
      read(key);
    }
  }

  private void read(SelectionKey key) throws IOException {
    ByteBuffer in = (ByteBuffer) key.attachment();
    try {
      if (((SocketChannel) key.channel()).read(in) < 0) {
        key.channel().close();
        return;
      }
    } catch (IOException reset) {
      key.channel().close();
      return;
    }
    int end = HttpScan.end(in);
    if (end >= 0) {
      requests = requests + 1;
      if (isLast(in)) {
        last = last + 1;
      }
      in.clear();
      due.add(new Due(System.nanoTime() + delay, key));
    }
  }

  private static boolean isLast(ByteBuffer in) {
    byte[] bytes = in.array();
    int at = 0;
    while (bytes[at] != ' ') {
      at++;
    }
    for (int i = 0; i < LAST.length; i++) {
      if (bytes[at + i] != LAST[i]) {
        return false;
      }
    }
    return true;
  }

  private void answer(long now) throws IOException {
    for (Due next = due.peek(); next != null && next.at <= now; next = due.peek()) {
      due.remove();
      try {
        ByteBuffer out = ByteBuffer.wrap(ANSWER);
        while (out.hasRemaining()) {
          ((SocketChannel) next.key.channel()).write(out);
        }
      } catch (IOException gone) {
        next.key.channel().close();
      }
    }
  }

  private static byte[] answer(String json) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
