package io.patchbay.launcher.liberty;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Short questions to a server of this machine. */
final class Requests {

  private Requests() {}

  /** The status of a GET, 0 when nobody answers within seconds. */
  static int answers(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(5_000);
      connection.setInstanceFollowRedirects(false);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException nobody) {
      return 0;
    }
  }
}
