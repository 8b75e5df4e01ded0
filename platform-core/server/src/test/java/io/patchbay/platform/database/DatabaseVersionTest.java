package io.patchbay.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseVersionTest {

  @ParameterizedTest
  @CsvSource({
    "14, 20, false",
    "15, 0, true",
    "17, 1, true",
    "18, 0, false",
    "18, 1, false",
    "18, 2, true",
    "19, 0, true"
  })
  void aDatabaseThatLosesChangesIsRefused(int major, int minor, boolean suits) {
    assertEquals(suits, DatabaseVersion.suits(major, minor));
  }
}
