package io.patchbay.platform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformConfigTest {

  @Test
  void reportsEverythingThatIsWrongAtOnce() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> PlatformConfig.from(Map.of("PATCHBAY_PUBLIC_URL", "ftp://x")))
            .getMessage();
    assertTrue(message.contains("PATCHBAY_DB_URL is not set"), message);
    assertTrue(message.contains("PATCHBAY_PUBLIC_URL must be"), message);
  }

  @Test
  void showsNoPassword() {
    PlatformConfig config =
        PlatformConfig.from(
            Map.of(
                "PATCHBAY_DB_URL", "jdbc:postgresql://db/patchbay?password=urlsecret",
                "PATCHBAY_DB_APP_PASSWORD", "appsecret",
                "PATCHBAY_METRICS_TOKEN", "metricsecret",
                "PATCHBAY_EGRESS_ALLOW", " localhost:9000 , ,10.0.0.1:*"));
    assertFalse((config + " " + config.appDatabase()).contains("secret"));
    assertEquals(List.of("localhost:9000", "10.0.0.1:*"), config.egressAllow());
  }

  @Test
  void aPrivateFileIsItsOwnersAndTheFirstTextStays(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys/a.key");
    assertEquals("one", PrivateFile.readOrCreate(file, "one"));
    assertEquals("one", PrivateFile.readOrCreate(file, "two"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }
}
