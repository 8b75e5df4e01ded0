package io.patchbay.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * A request that is sent again and again.
 *
 * @param path the four characters {@code @@@@} in it become numbers from 0 on, by turns
 * @param body the eight characters {@code ########} in it become a number of each request's own
 */
record Target(int port, String path, String body) {

  static final String NUMBER = "########";

  static final String TURN = "@@@@";

  byte[] request() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + content.length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** Where the turn stands in the request, or -1. */
  int turnAt() {
    return new String(request(), StandardCharsets.ISO_8859_1).indexOf(TURN);
  }

  /** Where the number stands in the request, or -1. */
  int numberAt() {
    return new String(request(), StandardCharsets.ISO_8859_1).indexOf(NUMBER);
  }
}
