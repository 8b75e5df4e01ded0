package io.patchbay.run.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Small values stand in their row, larger ones once a tenant in the payload table. */
public final class Payloads {

  static final int INLINE_BYTES = 8 * 1024;

  /**
   * A value on its way into a row: the text, or its hash.
   *
   * @param text always the whole value; null when there is none
   * @param sha256 set when the value goes to the payload table
   */
  public record Stored(@Nullable String text, byte @Nullable [] sha256, int bytes) {
    public @Nullable String inline() {
      return sha256 == null ? text : null;
    }

    /** Whether it goes to the payload table. */
    boolean isLarge() {
      return sha256 != null;
    }
  }

  /** Of no value. */
  static final Stored NOTHING = new Stored(null, null, 0);

  private Payloads() {}

  /** Does the costly part (writing JSON, hashing) on the caller's thread. */
  public static Stored of(@Nullable JsonNode value) {
    if (value == null) {
      return NOTHING;
    }
    String text = JsonText.of(value);
    if (text.length() < INLINE_BYTES / 4) {
      return new Stored(text, null, text.length());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= INLINE_BYTES
        ? new Stored(text, null, bytes.length)
        : new Stored(text, sha256(bytes), bytes.length);
  }

  public record Owned(String tenant, Stored value) {}

  /**
   * Stores the large ones; in one order on all nodes, so that two batches cannot block each other.
   */
  public static void store(Connection connection, Collection<Owned> values, LocalDate today)
      throws SQLException {
    List<Owned> large = new ArrayList<>();
    for (Owned owned : values) {
      if (owned.value.sha256 != null) {
        large.add(owned);
      }
    }
    if (large.isEmpty()) {
      return;
    }
    large.sort(
        Comparator.comparing(Owned::tenant)
            .thenComparing(
                o -> o.value.sha256 == null ? new byte[0] : o.value.sha256, Arrays::compare));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into payload (tenant_id, sha256, bytes, value, used_on) values (?, ?, ?, ?, ?)"
                + " on conflict (tenant_id, sha256) do update set used_on = excluded.used_on"
                + " where payload.used_on < excluded.used_on")) {
      for (Owned owned : large) {
        insert.setString(1, owned.tenant);
        insert.setBytes(2, owned.value.sha256);
        insert.setInt(3, owned.value.bytes);
        insert.setString(4, owned.value.text);
        insert.setObject(5, today);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
