package io.patchbay.run.jdbc;

import io.patchbay.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Conversions between columns and values. */
public final class Rows {

  /** As the database orders ids: by their bytes, which have no sign. */
  static final Comparator<UUID> ID_ORDER =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  private Rows() {}

  public static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime timestampOrNull(@Nullable Instant instant) {
    return instant == null ? null : timestamp(instant);
  }

  public static Instant instant(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet rows, String column) throws SQLException {
    OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  public static @Nullable String stringOrNull(ResultSet rows, String column) throws SQLException {
    return rows.getString(column);
  }

  public static @Nullable UUID uuidOrNull(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, UUID.class);
  }

  /** An id that sorts by time, for rows other than runs. */
  public static UUID newId(Instant now) {
    return RunId.create(now, ThreadLocalRandom.current()).value();
  }
}
