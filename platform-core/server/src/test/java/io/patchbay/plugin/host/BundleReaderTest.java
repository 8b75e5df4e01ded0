package io.patchbay.plugin.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {

  private static final String BODY = "return new Out(in.what());";
  private final BundleReader reader = new BundleReader();

  @Test
  void readsABundleWithoutLoadingItsClasses() {
    Bundle bundle =
        reader.read(
            new BundleBuilder()
                .source(
                    "acme.Probe",
                    BundleBuilder.probe("probe", "1.0.0", BODY)
                        .replace(
                            "public class Probe {",
                            "public class Probe { static { if (true)"
                                + " throw new Error(\"loaded\"); }"))
                .build());
    assertEquals("probe", bundle.pluginId());
    assertEquals("Acme", bundle.provider());
    var connector = bundle.catalogue().connectors().getFirst();
    assertEquals("run", connector.actions().getFirst().id());
    assertEquals(64, bundle.sha256().length());
  }

  @Test
  void refusesWhatIsNotAZip() {
    assertRefused("plugin.not-a-zip", "hello".getBytes(StandardCharsets.UTF_8));
    assertRefused("plugin.not-a-zip", new byte[0]);
    byte[] cut = new BundleBuilder().connector(BODY).build();
    assertRefused("plugin.not-a-zip", java.util.Arrays.copyOf(cut, cut.length / 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "classes/../../evil", "/etc/evil", "..\\evil", "c:/evil"})
  void refusesEntriesOutsideItsFolder(String name) {
    assertRefused("plugin.bundle-invalid", new BundleBuilder().entry(name, new byte[1]).build());
  }

  @Test
  void refusesTheApiItselfAlsoInsideALibrary() {
    byte[] none = new byte[1];
    assertRefused(
        "plugin.contains-api",
        new BundleBuilder().entry("classes/io/patchbay/plugin/Action.class", none).build());
    byte[] library = BundleBuilder.zip(Map.of("io/patchbay/plugin/http/Http.class", none));
    assertRefused("plugin.contains-api", new BundleBuilder().entry("lib/api.jar", library).build());
  }

  @Test
  void refusesABundleForAnotherVersionOfTheApi() {
    BundleRefused newer =
        assertRefused(
            "plugin.api-mismatch",
            bundle("1.4.0"),
            new BundleReader(BundleLimits.DEFAULT, "1.3.0"));
    assertTrue(
        newer.getMessage().contains("it needs plugin-api 1.4.0 or newer, this platform has 1.3.0"),
        newer.getMessage());
    assertRefused(
        "plugin.api-mismatch", bundle("1.0.0"), new BundleReader(BundleLimits.DEFAULT, "2.0.0"));
    new BundleReader(BundleLimits.DEFAULT, "1.3.0").read(bundle("1.2.9"));
    assertRefused("plugin.bundle-invalid", bundle("latest"));
  }

  @Test
  void refusesABundleWithoutCatalogueOrProperties() {
    assertRefused("plugin.no-catalogue", new BundleBuilder().build());
    assertRefused("plugin.bundle-invalid", BundleBuilder.zip(Map.of("a.txt", new byte[1])));
    assertRefused(
        "plugin.catalogue-invalid",
        new BundleBuilder()
            .entry(
                BundleReader.CATALOGUE, "{\"formatVersion\":99}".getBytes(StandardCharsets.UTF_8))
            .build());
    assertRefused("plugin.bundle-invalid", new BundleBuilder().id("Not an id").build());
    assertRefused("plugin.bundle-invalid", new BundleBuilder().version("one").build());
  }

  @Test
  void refusesBombs() {
    byte[] zeros = new byte[40 * 1024 * 1024];
    assertRefused("plugin.bundle-too-large", new BundleBuilder().entry("classes/0", zeros).build());
    byte[] library = BundleBuilder.zip(Map.of("zeros", zeros));
    byte[] nested = BundleBuilder.zip(Map.of("library.jar", library));
    assertTrue(nested.length < 100_000);
    assertRefused(
        "plugin.bundle-too-large", new BundleBuilder().entry("lib/a.jar", library).build());
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 10_001; i++) {
      many.put("classes/" + i, new byte[0]);
    }
    assertRefused("plugin.bundle-too-large", BundleBuilder.zip(many));
    BundleReader small = new BundleReader(new BundleLimits(10, 10, 10, 10), "1.0.0");
    assertRefused("plugin.bundle-too-large", bundle("1.0.0"), small);
  }

  private static byte[] bundle(String requires) {
    return new BundleBuilder().requires(requires).connector(BODY).build();
  }

  private void assertRefused(String code, byte[] zip) {
    assertRefused(code, zip, reader);
  }

  private static BundleRefused assertRefused(String code, byte[] zip, BundleReader reader) {
    BundleRefused refused = assertThrows(BundleRefused.class, () -> reader.read(zip));
    assertEquals(code, refused.code(), refused.getMessage());
    return refused;
  }
}
