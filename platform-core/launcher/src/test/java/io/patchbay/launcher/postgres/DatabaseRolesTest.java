package io.patchbay.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRolesTest {

  @ParameterizedTest
  @CsvSource({
    "14, 20, false",
    "15, 0, true",
    "17, 6, true",
    "18, 0, false",
    "18, 1, false",
    "18, 2, true",
    "19, 0, true"
  })
  void versionsThatLoseChangesAreRefused(int major, int minor, boolean usable) {
    assertEquals(usable, DatabaseRoles.isUsable(major, minor));
  }
}
