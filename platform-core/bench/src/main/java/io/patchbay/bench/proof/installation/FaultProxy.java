package io.patchbay.bench.proof.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between a node and the database that can be cut, or go silent without a word. */
public final class FaultProxy implements AutoCloseable {
  /** How the line is. */
  public enum Line {
    /** Bytes pass. */
    GOOD,
    /** Connections stay open, nothing passes: what a pulled cable looks like. */
    SILENT,
    /** Connections are reset, new ones too. */
    CUT
  }

  private static final byte[] READY = {'Z', 0, 0, 0, 5, 'I'};
  private static final byte[] READY_IN_TRANSACTION = {'Z', 0, 0, 0, 5, 'T'};

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object changed = new Object();
  private volatile Line line = Line.GOOD;
  private volatile int wantedAnswer;

  public FaultProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void set(Line state) {
    line = state;
    synchronized (changed) {
      changed.notifyAll();
    }
    if (state == Line.CUT) {
      sockets.forEach(FaultProxy::reset);
      sockets.clear();
    }
  }

  /**
   * Goes silent by itself when a node has begun a transaction and waits for its answer.
   *
   * @param answer the how manieth of the transaction, from 1
   */
  public void silenceInTransaction(int answer) {
    wantedAnswer = answer;
  }

  public Line line() {
    return line;
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // it is closed, as wanted
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (line == Line.CUT) {
          reset(client);
          continue;
        }
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(database);
        Thread.ofVirtual().start(() -> pump(client, database, false));
        Thread.ofVirtual().start(() -> pump(database, client, true));
      } catch (IOException refused) {
        // the next one may succeed
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 << 10];
    int inTransaction = 0;
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (answers && endsWith(buffer, count, READY)) {
          inTransaction = 0;
        } else if (answers && endsWith(buffer, count, READY_IN_TRANSACTION)) {
          inTransaction++;
          if (inTransaction == wantedAnswer) {
            wantedAnswer = 0;
            set(Line.SILENT);
          }
        }
        awaitSound();
        out.write(buffer, 0, count);
      }
    } catch (IOException ended) {
      // both ends are closed now
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static boolean endsWith(byte[] answer, int length, byte[] end) {
    int at = length - end.length;
    return at >= 0 && Arrays.equals(answer, at, length, end, 0, end.length);
  }

  private void awaitSound() throws InterruptedException {
    synchronized (changed) {
      while (line == Line.SILENT) {
        changed.wait();
      }
    }
  }

  @Override
  public void close() throws IOException {
    set(Line.CUT);
    server.close();
  }
}
