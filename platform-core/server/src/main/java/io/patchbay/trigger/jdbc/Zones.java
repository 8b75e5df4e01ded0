package io.patchbay.trigger.jdbc;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time zones by name. */
public final class Zones {

  private Zones() {}

  /** UTC for a name that this Java does not know. */
  public static ZoneId of(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
