package io.patchbay.secret.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.secret.KeysetStore;
import io.patchbay.secret.MasterKeyRefused;
import io.patchbay.secret.SealBroken;
import io.patchbay.secret.SecretPlace;
import io.patchbay.tenant.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinkSecretVaultTest {

  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");
  private static final SecretPlace PLACE = new SecretPlace("connection", "crm", "secrets");
  private static final byte[] PLAIN = "canary".getBytes(UTF_8);

  private final MasterKey master = MasterKey.parse(MasterKey.newText(), "test");
  private final FakeKeysets store = new FakeKeysets();
  private final TinkSecretVault vault = new TinkSecretVault(master, store);

  @Test
  void opensWhatItSealedAndShowsNothingOfIt() {
    byte[] sealed = vault.seal(A, PLACE, PLAIN);
    assertFalse(new String(sealed, UTF_8).contains("canary"));
    assertArrayEquals(PLAIN, vault.open(A, PLACE, sealed));
    assertFalse(java.util.Arrays.equals(sealed, vault.seal(A, PLACE, PLAIN)));
  }

  @Test
  void refusesAValueOfAnotherTenantRowColumnOrTable() {
    byte[] sealed = vault.seal(A, PLACE, PLAIN);
    vault.seal(B, PLACE, PLAIN);
    assertThrows(SealBroken.class, () -> vault.open(B, PLACE, sealed));
    for (SecretPlace other :
        List.of(
            new SecretPlace("connection", "crm2", "secrets"),
            new SecretPlace("connection", "crm", "other"),
            new SecretPlace("flow", "crm", "secrets"),
            new SecretPlace("connection", "c", "rmsecrets"))) {
      assertThrows(SealBroken.class, () -> vault.open(A, other, sealed));
    }
    assertArrayEquals(PLAIN, vault.open(A, PLACE, sealed));
  }

  @Test
  void refusesEveryFlippedBit() {
    byte[] sealed = vault.seal(A, PLACE, PLAIN);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SealBroken.class, () -> vault.open(A, PLACE, flipped));
    }
  }

  @Test
  void refusesAKeysetThatWasMovedToAnotherTenant() {
    byte[] sealed = vault.seal(A, PLACE, PLAIN);
    store.kept.put(B, store.kept.get(A));
    assertThrows(SealBroken.class, () -> vault.open(B, PLACE, sealed));
  }

  @Test
  void aNodeWithAnOldCopyFindsTheKeyThatAnotherOneMade() {
    TinkSecretVault otherNode = new TinkSecretVault(master, store);
    byte[] before = vault.seal(A, PLACE, PLAIN);
    otherNode.open(A, PLACE, before);
    vault.rotate(A);
    byte[] after = vault.seal(A, PLACE, PLAIN);
    assertTrue(vault.isOutdated(A, before));
    assertFalse(vault.isOutdated(A, after));
    assertArrayEquals(PLAIN, otherNode.open(A, PLACE, after));
    assertArrayEquals(PLAIN, otherNode.open(A, PLACE, before));
  }

  @Test
  void everySecretStaysReadableWhileKeysRotateOnTwoNodes() throws Exception {
    TinkSecretVault other = new TinkSecretVault(master, store);
    AtomicBoolean done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TinkSecretVault sealer = i % 2 == 0 ? vault : other;
        TinkSecretVault opener = i % 2 == 0 ? other : vault;
        workers.add(
            threads.submit(
                () -> {
                  int count = 0;
                  while (!done.get() || count == 0) {
                    assertArrayEquals(PLAIN, opener.open(A, PLACE, sealer.seal(A, PLACE, PLAIN)));
                    count++;
                  }
                  return count;
                }));
      }
      List<Future<?>> rotations = new ArrayList<>();
      for (TinkSecretVault node : List.of(vault, other)) {
        rotations.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    node.rotate(A);
                  }
                }));
      }
      for (Future<?> rotation : rotations) {
        rotation.get();
      }
      done.set(true);
      for (Future<Integer> worker : workers) {
        assertTrue(worker.get() > 0);
      }
    }
    assertEquals(21, store.kept.get(A).version());
  }

  @Test
  void nothingCanBeOpenedAfterTheKeysetIsDestroyed() {
    byte[] sealed = vault.seal(A, PLACE, PLAIN);
    vault.destroy(A);
    assertThrows(SealBroken.class, () -> vault.open(A, PLACE, sealed));
  }

  @Test
  void makesAPrivateKeyFileAtTheFirstStartAndReadsItLater(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("keys/master.key");
    FakeProof proof = new FakeProof();
    new MasterKeySource(null, file).require(proof);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    new MasterKeySource(null, file).require(proof);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused("chmod 600", new MasterKeySource(null, file), proof);
  }

  @Test
  void refusesToStartWithoutTheKeyOrWithAnotherOne(@TempDir Path dir) {
    FakeProof proof = new FakeProof();
    assertRefused("there is no master key", new MasterKeySource(null, null), proof);
    new MasterKeySource(MasterKey.newText(), null).require(proof);
    assertRefused("is missing", new MasterKeySource(null, dir.resolve("gone")), proof);
    assertRefused("is not the one", new MasterKeySource(MasterKey.newText(), null), proof);
    assertRefused("expected 'pbmk1:'", new MasterKeySource("pbmk1:AAAA", null), proof);
  }

  private static void assertRefused(String part, MasterKeySource source, FakeProof proof) {
    var e = assertThrows(MasterKeyRefused.class, () -> source.require(proof));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static final class FakeProof implements MasterKeySource.Proof {
    private Optional<byte[]> kept = Optional.empty();

    @Override
    public Optional<byte[]> find() {
      return kept;
    }

    @Override
    public byte[] insertIfAbsent(byte[] sealed) {
      kept = Optional.of(kept.orElse(sealed));
      return kept.get();
    }
  }

  private static final class FakeKeysets implements KeysetStore {
    final Map<TenantId, WrappedKeyset> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<WrappedKeyset> find(TenantId tenant) {
      return Optional.ofNullable(kept.get(tenant));
    }

    @Override
    public WrappedKeyset insertIfAbsent(TenantId tenant, byte[] bytes) {
      return kept.computeIfAbsent(tenant, t -> new WrappedKeyset(bytes, 1));
    }

    @Override
    public boolean replace(TenantId tenant, long version, byte[] bytes) {
      WrappedKeyset known = kept.get(tenant);
      return known.version() == version
          && kept.replace(tenant, known, new WrappedKeyset(bytes, version + 1));
    }

    @Override
    public void delete(TenantId tenant) {
      kept.remove(tenant);
    }
  }
}
