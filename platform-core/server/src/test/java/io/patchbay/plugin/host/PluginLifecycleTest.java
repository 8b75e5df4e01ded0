package io.patchbay.plugin.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.connector.FlowUses;
import io.patchbay.connector.FlowUses.FunctionUse;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.pf4j.Pf4jPluginRuntime;
import io.patchbay.tenant.TenantId;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLifecycleTest {

  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");
  private static final Duration GRACE = Duration.ofMillis(300);

  @TempDir Path folder;
  private final MemoryPluginStore store = new MemoryPluginStore();
  private final List<FunctionUse> uses = new ArrayList<>();
  private PluginHost host;
  private PluginGate gate;
  private Plugins plugins;

  @BeforeEach
  void start() {
    BundleReader reader = new BundleReader();
    host = new PluginHost(store, new Pf4jPluginRuntime(folder.resolve("work")), reader);
    gate = new PluginGate(host, InstantSource.system(), GRACE);
    plugins = new Plugins(store, host, reader, new KnownUses(), InstantSource.system());
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void callsAnActionOfAnInstalledPlugin() throws Exception {
    install("1.0.0", "return new Out(in.what() + \"!\");");
    assertEquals("hello!", run("1.0.0"));
  }

  @Test
  void aNewVersionTakesOverAndTheOldOneServesTheFunctionsThatOnlyItHas() throws Exception {
    installAction("1.0.0", "1.0.0", "return new Out(\"old\");");
    installAction("2.0.0", "2.0.0", "return new Out(\"new\");");
    assertEquals("old", run("1.0.0"));
    assertEquals("new", run("2.0.0"));
    assertEquals("2.0.0", host.find("probe").orElseThrow().pluginVersion());
    assertTrue(plugins.activate("probe", "1.0.0"));
    assertEquals("1.0.0", host.find("probe").orElseThrow().pluginVersion());
    assertEquals("new", run("2.0.0"));
  }

  @Test
  void upgradesAndRollsBackWhileCallsAreInside() throws Exception {
    install("1.0.0", "Thread.sleep(400); return new Out(\"one\");");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> inside = threads.submit(() -> run("1.0.0"));
      await(
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .anyMatch(t -> t.getName().equals("plugin-probe")));
      install("1.1.0", "return new Out(\"two\");");
      assertEquals("two", run("1.0.0"));
      assertInstanceOf(Plugins.Removal.Removed.class, plugins.remove("probe", "1.0.0", false));
      assertEquals("one", inside.get());
    }
    assertFalse(plugins.activate("probe", "1.0.0"));
  }

  @Test
  void aPluginSeesTheApiAndTheJdkAndNothingElse() throws Exception {
    install(
        "1.0.0",
        """
        StringBuilder seen = new StringBuilder();
        for (String name : in.what().split(",")) {
          for (ClassLoader from : new ClassLoader[] {
              getClass().getClassLoader(), Thread.currentThread().getContextClassLoader()}) {
            try { Class.forName(name, false, from); seen.append(name).append(' '); }
            catch (ClassNotFoundException | NoClassDefFoundError e) { seen.append("- "); }
          }
        }
        return new Out(seen.toString().trim());
        """);
    assertEquals(
        "- - - - - - - - - -",
        runWith(
            "io.patchbay.plugin.host.PluginHost,tools.jackson.databind.JsonNode,org.pf4j.Plugin,"
                + "org.slf4j.Logger,io.patchbay.plugin.host.PluginGate"));
    assertEquals(
        "java.sql.Connection java.sql.Connection io.patchbay.plugin.Action"
            + " io.patchbay.plugin.Action",
        runWith("java.sql.Connection,io.patchbay.plugin.Action"));
  }

  @Test
  void classesAreFreedAfterRemoval() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      install(
          "1.0." + i,
          """
          ThreadLocal<Object> kept = new ThreadLocal<>();
          kept.set(new Object() {});
          context.log().info("said {}", new Object() { public String toString() { return "x"; } });
          if (in.what().equals("throw")) throw new IllegalStateException() {};
          return new Out(in.what());
          """);
      run("1.0.0");
      assertThrows(PluginCallFailed.class, () -> runWith("throw"));
      LoadedVersion version = host.enter("probe", "1.0." + i);
      loaders.add(new WeakReference<>(version.classLoader()));
      version.leave();
    }
    for (int i = 0; i < 5; i++) {
      plugins.remove("probe", "1.0." + i, true);
    }
    await(
        () -> {
          System.gc();
          return loaders.stream().allMatch(l -> l.get() == null);
        });
    await(() -> folder.resolve("work").toFile().list().length == 0);
  }

  @Test
  void whateverAPluginThrowsIsAFailureOfTheStep() throws Exception {
    install(
        "1.0.0",
        """
        switch (in.what()) {
          case "deep": return run(in, settings, context);
          case "error": throw new NoClassDefFoundError("gone");
          case "memory": long[][] all = new long[100][]; for (int i = 0; i < 100; i++)
            all[i] = new long[Integer.MAX_VALUE - 8]; return new Out("" + all.length);
          case "checked": throw new java.io.IOException("disk");
          case "typed": throw ConnectorException.rateLimited("slow", java.time.Duration.ofSeconds(9));
          default: throw new NullPointerException();
        }
        """);
    for (String how : List.of("deep", "error", "checked", "npe")) {
      PluginCallFailed e = assertThrows(PluginCallFailed.class, () -> runWith(how));
      assertEquals(ErrorKind.BUG, e.kind(), how);
      assertTrue(e.getMessage().contains("plugin 'probe' 1.0.0"), e.getMessage());
    }
    PluginCallFailed typed = assertThrows(PluginCallFailed.class, () -> runWith("typed"));
    assertEquals(ErrorKind.RATE_LIMITED, typed.kind());
    assertEquals(Duration.ofSeconds(9), typed.retryAfter().orElseThrow());
  }

  @Test
  void aLoopEndsAtTheDeadlineAndThreeOfThemPutTheVersionInQuarantine() throws Exception {
    install(
        "1.0.0",
        """
        if (!in.what().equals("loop")) return new Out("fine");
        long end = System.nanoTime() + 3_000_000_000L;
        while (System.nanoTime() < end) { Thread.onSpinWait(); }
        return new Out("late");
        """);
    for (int i = 0; i < Strikes.OUT; i++) {
      Instant start = Instant.now();
      PluginCallFailed e =
          assertThrows(PluginCallFailed.class, () -> runWith("loop", A, Duration.ofMillis(200)));
      assertEquals(ErrorKind.TIMEOUT, e.kind());
      assertTrue(Duration.between(start, Instant.now()).toMillis() < 2500);
    }
    assertTrue(gate.givenUp() > 0);
    PluginCallFailed out = assertThrows(PluginCallFailed.class, () -> run("1.0.0"));
    assertEquals(ErrorKind.UNAVAILABLE, out.kind());
    assertTrue(out.getMessage().contains("quarantine"), out.getMessage());
    plugins.activate("probe", "1.0.0");
    assertEquals("fine", run("1.0.0"));
    await(() -> gate.givenUp() == 0);
  }

  @Test
  void aCallThatReactsToBeingStoppedEndsAtOnce() throws Exception {
    install("1.0.0", "Thread.sleep(60_000); return new Out(\"late\");");
    PluginCallFailed e =
        assertThrows(PluginCallFailed.class, () -> runWith("x", A, Duration.ofMillis(200)));
    assertEquals(ErrorKind.TIMEOUT, e.kind());
    assertEquals(0, gate.givenUp());
  }

  @Test
  void interruptingTheCallerInterruptsThePlugin() throws Exception {
    install("1.0.0", "Thread.sleep(60_000); return new Out(\"late\");");
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    run("1.0.0");
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("plugin-probe")));
    caller.interrupt();
    assertTrue(interrupted.await(5, TimeUnit.SECONDS));
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("plugin-probe")));
  }

  @Test
  void oneTenantsOddInputDoesNotTakeThePluginFromOthers() throws Exception {
    install("1.0.0", "return new Out(in.what().substring(100));");
    for (int i = 0; i < 10; i++) {
      PluginCallFailed e = assertThrows(PluginCallFailed.class, () -> run("1.0.0"));
      assertEquals(ErrorKind.BUG, e.kind());
    }
    assertThrows(PluginCallFailed.class, () -> runWith("x", B, Duration.ofSeconds(5)));
    PluginCallFailed out = assertThrows(PluginCallFailed.class, () -> run("1.0.0"));
    assertEquals(ErrorKind.UNAVAILABLE, out.kind());
  }

  @Test
  void refusesAnotherContentForTheSameVersionAndForeignConnectors() {
    install("1.0.0", "return new Out(\"a\");");
    install("1.0.0", "return new Out(\"a\");");
    BundleRefused changed =
        assertThrows(BundleRefused.class, () -> install("1.0.0", "return new Out(\"b\");"));
    assertEquals("plugin.version-exists", changed.code());
    byte[] foreign = new BundleBuilder().id("other").connector("return null;").build();
    BundleRefused clash =
        assertThrows(BundleRefused.class, () -> plugins.install(foreign, Source.UPLOADED));
    assertEquals("plugin.connector-clash", clash.code());
  }

  @Test
  void doesNotRemoveWhatPublishedFlowsNeed() throws Exception {
    installAction("1.0.0", "1.0.0", "return new Out(\"old\");");
    installAction("2.0.0", "2.0.0", "return new Out(\"new\");");
    uses.add(new FunctionUse(A, "flow-1", "probe.run", "1.0.0"));
    assertInstanceOf(Plugins.Removal.InUse.class, plugins.remove("probe", "1.0.0", false));
    assertInstanceOf(Plugins.Removal.Removed.class, plugins.remove("probe", "2.0.0", false));
    assertEquals("1.0.0", host.find("probe").orElseThrow().pluginVersion());
    assertEquals("old", run("1.0.0"));
    assertInstanceOf(Plugins.Removal.Removed.class, plugins.remove("probe", "1.0.0", true));
    assertEquals(Optional.empty(), host.find("probe"));
    assertInstanceOf(Plugins.Removal.NotInstalled.class, plugins.remove("probe", "1.0.0", true));
  }

  @Test
  void anotherNodeFollowsTheStore() throws Exception {
    PluginHost other =
        new PluginHost(store, new Pf4jPluginRuntime(folder.resolve("other")), new BundleReader());
    install("1.0.0", "return new Out(\"a\");");
    assertEquals(Optional.empty(), other.find("probe"));
    other.refresh();
    assertEquals("1.0.0", other.find("probe").orElseThrow().pluginVersion());
    LoadedVersion entered = other.enter("probe", "1.0.0");
    entered.leave();
    plugins.remove("probe", "1.0.0", true);
    other.refresh();
    assertThrows(PluginCallFailed.class, () -> other.enter("probe", "1.0.0"));
    await(
        () ->
            Files.exists(folder.resolve("other"))
                && folder.resolve("other").toFile().list().length == 0);
  }

  private void install(String version, String body) {
    installAction(version, "1.0.0", body);
  }

  private void installAction(String version, String actionVersion, String body) {
    plugins.install(
        new BundleBuilder()
            .version(version)
            .source("acme.Probe", BundleBuilder.probe("probe", actionVersion, body))
            .build(),
        Source.UPLOADED);
  }

  private String run(String actionVersion) throws Exception {
    return run(actionVersion, "hello", A, Duration.ofSeconds(10));
  }

  private String runWith(String what) throws Exception {
    return runWith(what, A, Duration.ofSeconds(10));
  }

  private String runWith(String what, TenantId tenant, Duration time) throws Exception {
    return run("1.0.0", what, tenant, time);
  }

  private String run(String actionVersion, String what, TenantId tenant, Duration time)
      throws Exception {
    OfferedConnector offered =
        host.serving("probe", FunctionType.ACTION, "run", actionVersion).orElseThrow();
    return gate.call(
        new PluginGate.Target(
            offered.pluginId(),
            offered.pluginVersion(),
            offered.connector().dispatcher(),
            "probe.run",
            tenant,
            Instant.now().plus(time)),
        connector ->
            (String)
                connector
                    .invoke(
                        "run",
                        actionVersion,
                        Map.of("what", what),
                        connector.settings("default", Map.of()),
                        new SilentContext())
                    .get("said"));
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(15);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "the condition did not come true in time");
      LockSupport.parkNanos(20_000_000);
    }
  }

  private final class KnownUses implements FlowUses {
    @Override
    public List<FlowUse> ofConnection(TenantId tenant, String connection) {
      return List.of();
    }

    @Override
    public List<FunctionUse> ofConnectors(Set<String> connectorIds) {
      return uses;
    }
  }
}
