package io.patchbay.plugins.example;

import io.patchbay.plugin.PollContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where polling continues: the time of the last change seen and, in the middle of a list, the CRM's
 * own cursor. The time includes its own instant, so the last item comes again and the platform
 * drops it: better twice than never.
 */
record ChangeCursor(Instant since, Optional<String> page) {

  static ChangeCursor of(PollContext context) {
    return context
        .cursor()
        .map(ChangeCursor::parse)
        .orElse(new ChangeCursor(context.since(), Optional.empty()));
  }

  private static ChangeCursor parse(String text) {
    String[] parts = text.split(" ", 2);
    return new ChangeCursor(
        Instant.parse(parts[0]), parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
  }

  ChangeCursor after(Contacts.Page answer) {
    List<Contact> items = answer.items();
    Instant seen = items.isEmpty() ? since : items.getLast().updatedAt();
    return new ChangeCursor(seen, answer.nextCursor());
  }

  @Override
  public String toString() {
    return page.map(p -> since + " " + p).orElse(since.toString());
  }
}
