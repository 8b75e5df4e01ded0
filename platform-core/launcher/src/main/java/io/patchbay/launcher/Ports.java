package io.patchbay.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of this machine can be listened on. */
public final class Ports {

  private Ports() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  static void requireFree(int port) {
    if (!isFree(port)) {
      throw new LaunchProblem(
          "Cannot listen on port "
              + port
              + ": another program does"
              + (port < 1024 ? ", or this user may not listen below 1024" : "")
              + ". Stop it, or choose another port: ./patchbay run --port "
              + suggestion(port));
    }
  }

  private static int suggestion(int port) {
    for (int other = port + 1; other < Math.min(port + 50, 65_535); other++) {
      if (isFree(other)) {
        return other;
      }
    }
    return any();
  }

  /** The wanted one if it is free, otherwise any free one. */
  static int prefer(int wanted) {
    return wanted > 0 && wanted < 65_536 && isFree(wanted) ? wanted : any();
  }

  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new LaunchProblem("Cannot find a free port: " + none.getMessage() + ".", none);
    }
  }
}
