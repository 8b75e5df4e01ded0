package io.patchbay.run.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds many rows as one array a column, for {@code select … from unnest(…)}: one message to the
 * database and one execution there however many rows. Call once a column, in the statement's order.
 */
public final class Columns {

  private final Connection connection;
  private final PreparedStatement statement;
  private int at;

  public Columns(Connection connection, PreparedStatement statement) {
    this(connection, statement, 0);
  }

  /**
   * @param before parameters of the statement that are bound already, all in front
   */
  public Columns(Connection connection, PreparedStatement statement, int before) {
    this.connection = connection;
    this.statement = statement;
    this.at = before;
  }

  public <T> void text(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind("text", values);
  }

  /** A word or key of somebody else's making. */
  public <T> void plain(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
    text(
        rows,
        row -> {
          String text = value.apply(row);
          return text == null ? null : JsonText.plain(text);
        });
  }

  public <T> void hex(List<T> rows, Function<T, byte @Nullable []> value) throws SQLException {
    text(
        rows,
        row -> {
          byte[] bytes = value.apply(row);
          return bytes == null ? null : HexFormat.of().formatHex(bytes);
        });
  }

  public <T> void uuid(List<T> rows, Function<T, @Nullable UUID> value) throws SQLException {
    Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind("uuid", values);
  }

  public <T> void int8(List<T> rows, Function<T, Long> value) throws SQLException {
    Long[] values = new Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind("int8", values);
  }

  public <T> void bool(List<T> rows, Function<T, Boolean> value) throws SQLException {
    Boolean[] values = new Boolean[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind("bool", values);
  }

  public <T> void time(List<T> rows, Function<T, @Nullable Instant> value) throws SQLException {
    text(
        rows,
        row -> {
          Instant instant = value.apply(row);
          return instant == null ? null : instant.toString();
        });
  }

  /** One value for all rows. */
  public void all(Object value) throws SQLException {
    statement.setObject(++at, value);
  }

  private void bind(String type, Object[] values) throws SQLException {
    statement.setArray(++at, connection.createArrayOf(type, values));
  }
}
