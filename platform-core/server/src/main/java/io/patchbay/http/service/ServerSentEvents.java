package io.patchbay.http.service;

import java.util.ArrayList;
import java.util.List;

/** The data of the events in a stream that has ended. */
final class ServerSentEvents {
  private ServerSentEvents() {}

  static List<String> data(String stream) {
    List<String> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    for (String line : (stream + "\n\n").split("\r\n|\r|\n", -1)) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(data.toString());
          data.setLength(0);
        }
      } else if (line.startsWith("data:")) {
        if (!data.isEmpty()) {
          data.append('\n');
        }
        data.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5));
      }
    }
    return events;
  }
}
