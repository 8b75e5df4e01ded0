package io.patchbay.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * A closed loop over connections that stay open: each sends its next request when the last one was
 * answered. One thread, no library: it shares the processors with what it measures.
 */
final class Client implements AutoCloseable {

  private static final int BUFFER = 64 << 10;
  private static final long STALLED = 30_000_000_000L;
  private static final long DRAIN = 5_000_000_000L;

  /** What one stretch of time showed. */
  record Result(double seconds, long answers, long errors, int firstError, Latencies latencies) {}

  private final class Connection {
    final ByteBuffer out;
    final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    SocketChannel channel;
    long sentAt;

    Connection() throws IOException {
      out = ByteBuffer.wrap(request.clone());
      channel = connect();
    }

    private SocketChannel connect() throws IOException {
      SocketChannel made =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
      made.setOption(StandardSocketOptions.TCP_NODELAY, true);
      made.configureBlocking(false);
      made.register(selector, SelectionKey.OP_READ, this);
      return made;
    }

    /** While others had their turn the server may have closed it. */
    void renew() throws IOException {
      channel.close();
      in.clear();
      channel = connect();
    }

    void send() throws IOException {
      out.clear();
      if (numberAt >= 0) {
        writeNumber(out.array(), numberAt, 8, sent);
      }
      if (turnAt >= 0) {
        writeNumber(out.array(), turnAt, 4, sent % turns);
      }
      sent++;
      started++;
      sentAt = System.nanoTime();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    /** Returns whether a whole answer has come. */
    boolean read() throws IOException {
      int count = channel.read(in);
      if (count < 0) {
        channel.close();
        in.clear();
        channel = connect();
        fail(0);
        return true;
      }
      int end = HttpScan.end(in);
      if (end < 0) {
        if (!in.hasRemaining()) {
          throw new IOException("An answer has more than " + BUFFER + " bytes.");
        }
        return false;
      }
      int status = HttpScan.status(in);
      in.clear();
      if (status == expected) {
        latencies.add(System.nanoTime() - sentAt);
      } else {
        fail(status);
      }
      return true;
    }
  }

  private final Target target;
  private final int expected;
  private final LongSupplier finished;
  private final byte[] request;
  private final int numberAt;
  private final int turnAt;
  private final int turns;
  private final Selector selector;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final int connections;
  private Latencies latencies = new Latencies();
  private long sent;
  private long errors;
  private int firstError;
  private long finishedBefore;
  private long started;

  /**
   * @param expected the status of a good answer
   * @param finished how many of the things that the requests started have ended, for those that go
   *     on after their answer: no more than one a connection is under way; negative when the answer
   *     is the end
   */
  Client(Target target, int connections, int expected, LongSupplier finished) throws IOException {
    this(target, 1, connections, expected, finished);
  }

  /**
   * @param turns how many numbers the path takes
   */
  Client(Target target, int turns, int connections, int expected, LongSupplier finished)
      throws IOException {
    this.turns = turns;
    this.turnAt = target.turnAt();
    this.target = target;
    this.expected = expected;
    this.finished = finished;
    this.connections = connections;
    this.request = target.request();
    this.numberAt = target.numberAt();
    this.selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      idle.add(new Connection());
    }
  }

  /** Sends for that long, then lets what is under way end. */
  Result run(double seconds) throws IOException {
    latencies = new Latencies();
    errors = 0;
    firstError = 0;
    started = 0;
    finishedBefore = finished.getAsLong();
    for (Connection connection : idle) {
      connection.renew();
    }
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long lastAnswer = start;
    boolean gated = finished.getAsLong() >= 0;
    while (System.nanoTime() < end) {
      while (!idle.isEmpty() && (!gated || underWay() < connections)) {
        idle.remove().send();
      }
      int ready = gated && !idle.isEmpty() ? selector.select(1) : selector.select(100);
      if (ready > 0) {
        lastAnswer = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (key.isValid() && key.isReadable() && connection.read()) {
            if (gated) {
              idle.add(connection);
            } else {
              connection.send();
            }
          }
        }
        selector.selectedKeys().clear();
      } else if (!gated && System.nanoTime() - lastAnswer > STALLED) {
        throw new IOException("No answer for 30 seconds.");
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    Latencies measured = latencies;
    long failed = errors;
    drain(gated);
    return new Result(took, measured.count(), failed, firstError, measured);
  }

  private long underWay() {
    return started - errors - (finished.getAsLong() - finishedBefore);
  }

  private void drain(boolean gated) throws IOException {
    latencies = new Latencies();
    long end = System.nanoTime() + DRAIN;
    while (System.nanoTime() < end && (idle.size() < connections || (gated && underWay() > 0))) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (key.isValid() && key.isReadable() && connection.read()) {
          idle.add(connection);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void fail(int status) {
    errors++;
    if (firstError == 0) {
      firstError = status == 0 ? -1 : status;
    }
  }

  private static void writeNumber(byte[] bytes, int at, int digits, long number) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
