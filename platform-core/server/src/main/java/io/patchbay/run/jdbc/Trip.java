package io.patchbay.run.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: one message there, one back. On a connection that
 * commits by itself they are one transaction, so that the disk is waited for once.
 */
final class Trip {

  /** One of the statements. */
  interface Part {
    String sql();

    /** Binds this statement's parameters, in their order. */
    void bind(Columns columns) throws SQLException;

    /**
     * Takes what it answered.
     *
     * @param rows null when it answers none
     */
    void read(@Nullable ResultSet rows) throws SQLException;
  }

  private Trip() {}

  static void make(Connection connection, List<Part> parts) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    String sql = String.join("; ", parts.stream().map(Part::sql).toList());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns columns = new Columns(connection, statement);
      for (Part part : parts) {
        part.bind(columns);
      }
      statement.execute();
      for (Part part : parts) {
        try (ResultSet rows = statement.getResultSet()) {
          part.read(rows);
        }
        statement.getMoreResults();
      }
    }
  }
}
