package io.patchbay.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseExceptionTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "53300", "25P03"})
  void aConnectionThatEndedMeansThatTheDatabaseIsAway(String state) {
    assertEquals(DatabaseException.Kind.UNAVAILABLE, kind(state));
  }

  @Test
  void aRefusedStatementDoesNot() {
    assertEquals(DatabaseException.Kind.OTHER, kind("25P02"));
    assertEquals(DatabaseException.Kind.DUPLICATE, kind("23505"));
    assertEquals(DatabaseException.Kind.CONFLICT, kind("40001"));
  }

  private static DatabaseException.Kind kind(String state) {
    return DatabaseException.of(new SQLException("no", state)).kind();
  }
}
