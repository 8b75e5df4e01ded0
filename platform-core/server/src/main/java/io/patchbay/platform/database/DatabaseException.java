package io.patchbay.platform.database;

import java.io.Serial;
import java.sql.SQLException;

/** The database refused or could not be reached. */
public final class DatabaseException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Why, as far as a caller can act on it. */
  public enum Kind {
    UNAVAILABLE,
    DUPLICATE,
    CONFLICT,
    OTHER
  }

  private final Kind kind;

  private DatabaseException(Kind kind, SQLException cause) {
    super("database: " + cause.getMessage(), cause);
    this.kind = kind;
  }

  public static DatabaseException of(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    // 25P03: the database ended a transaction that stood still, and its connection.
    if (state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.equals("25P03")) {
      return new DatabaseException(Kind.UNAVAILABLE, cause);
    }
    return new DatabaseException(
        switch (state) {
          case "23505" -> Kind.DUPLICATE;
          case "40001", "40P01" -> Kind.CONFLICT;
          default -> Kind.OTHER;
        },
        cause);
  }

  public Kind kind() {
    return kind;
  }
}
