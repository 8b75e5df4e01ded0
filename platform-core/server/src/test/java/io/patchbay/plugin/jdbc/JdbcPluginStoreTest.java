package io.patchbay.plugin.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.database.TestDatabase;
import io.patchbay.plugin.host.Bundle;
import io.patchbay.plugin.host.BundleBuilder;
import io.patchbay.plugin.host.BundleReader;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.PluginStore.StoredVersion;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcPluginStoreTest {

  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private final JdbcPluginStore store = new JdbcPluginStore(TestDatabase.shared().engine());

  @Test
  void keepsVersionsWithTheirBytesAndSaysWhenSomethingChanged() {
    Bundle one = bundle("life", "1.0.0");
    Bundle two = bundle("life", "2.0.0");
    long before = store.revision();
    assertTrue(store.insert(one, Source.BUNDLED, AT, true));
    assertFalse(store.insert(one, Source.UPLOADED, AT, true));
    assertTrue(store.insert(two, Source.UPLOADED, AT, false));
    assertEquals(before + 2, store.revision());
    assertEquals("1.0.0", store.load().active().get("life"));
    assertArrayEquals(two.content(), store.content("life", "2.0.0").orElseThrow());
    StoredVersion stored = store.load().find("life", "1.0.0").orElseThrow();
    assertEquals(Source.BUNDLED, stored.source());
    assertEquals(AT, stored.installedAt());
    assertEquals(one.sha256(), stored.sha256());
    assertEquals(one.catalogueJson(), stored.catalogueJson());
  }

  @Test
  void activatingLiftsTheQuarantineAndRemovingForgetsTheActiveOne() {
    Bundle one = bundle("quarantine", "1.0.0");
    store.insert(one, Source.DROPPED, AT, true);
    store.quarantine("quarantine", "1.0.0", "it loops");
    assertEquals("it loops", store.load().find("quarantine", "1.0.0").orElseThrow().quarantine());
    assertTrue(store.activate("quarantine", "1.0.0"));
    assertNull(store.load().find("quarantine", "1.0.0").orElseThrow().quarantine());
    assertFalse(store.activate("quarantine", "9.0.0"));
    store.remove("quarantine", "1.0.0");
    assertEquals(Optional.empty(), store.load().find("quarantine", "1.0.0"));
    assertNull(store.load().active().get("quarantine"));
    assertEquals(Optional.empty(), store.content("quarantine", "1.0.0"));
  }

  private static Bundle bundle(String id, String version) {
    return new BundleReader()
        .read(new BundleBuilder().id(id).version(version).connector("return null;").build());
  }
}
