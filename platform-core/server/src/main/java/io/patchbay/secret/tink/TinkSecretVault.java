package io.patchbay.secret.tink;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.patchbay.secret.KeysetStore;
import io.patchbay.secret.KeysetStore.WrappedKeyset;
import io.patchbay.secret.SealBroken;
import io.patchbay.secret.SecretPlace;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** Keysets are kept unwrapped in memory for a short time; a key made by another node is found. */
public final class TinkSecretVault implements SecretVault {

  private static final int PREFIX_BYTES = 5;

  private record Keys(KeysetHandle handle, Aead aead, long version) {}

  private final MasterKey master;
  private final KeysetStore store;
  private final Cache<TenantId, Keys> unwrapped =
      Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  public TinkSecretVault(MasterKey master, KeysetStore store) {
    this.master = master;
    this.store = store;
  }

  @Override
  public byte[] seal(TenantId tenant, SecretPlace place, byte[] plain) {
    Keys keys = unwrapped.get(tenant, this::loadOrCreate);
    try {
      return keys.aead.encrypt(plain, bound(tenant, place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be sealed.", e);
    }
  }

  @Override
  public byte[] open(TenantId tenant, SecretPlace place, byte[] sealed) {
    byte[] bound = bound(tenant, place);
    Keys kept = unwrapped.getIfPresent(tenant);
    if (kept != null) {
      try {
        return kept.aead.decrypt(sealed, bound);
      } catch (GeneralSecurityException e) {
        // Perhaps another node has rotated the key: look before giving up.
        unwrapped.asMap().remove(tenant, kept);
      }
    }
    try {
      Keys fresh = load(tenant).orElseThrow(() -> new GeneralSecurityException("no keyset"));
      unwrapped.put(tenant, fresh);
      return fresh.aead.decrypt(sealed, bound);
    } catch (GeneralSecurityException e) {
      throw new SealBroken(place, e);
    }
  }

  @Override
  public boolean isOutdated(TenantId tenant, byte[] sealed) {
    Keys keys = unwrapped.get(tenant, this::loadOrCreate);
    return sealed.length < PREFIX_BYTES
        || ByteBuffer.wrap(sealed, 1, 4).getInt() != keys.handle.getPrimary().getId();
  }

  @Override
  public void rotate(TenantId tenant) {
    while (true) {
      Keys keys = loadOrCreate(tenant);
      KeysetHandle.Builder next = KeysetHandle.newBuilder(keys.handle);
      next.addEntry(
          KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
              .withRandomId()
              .makePrimary());
      try {
        boolean replaced = store.replace(tenant, keys.version, wrap(tenant, next.build()));
        unwrapped.invalidate(tenant);
        if (replaced) {
          return;
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("A new key could not be made.", e);
      }
    }
  }

  @Override
  public void destroy(TenantId tenant) {
    store.delete(tenant);
    unwrapped.invalidate(tenant);
  }

  @Override
  public void forget(TenantId tenant) {
    unwrapped.invalidate(tenant);
  }

  private Keys loadOrCreate(TenantId tenant) {
    try {
      Optional<Keys> known = load(tenant);
      if (known.isPresent()) {
        return known.get();
      }
      KeysetHandle made =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      return unwrap(tenant, store.insertIfAbsent(tenant, wrap(tenant, made)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The keys of tenant " + tenant.value() + " cannot be read with this master key.", e);
    }
  }

  private Optional<Keys> load(TenantId tenant) throws GeneralSecurityException {
    Optional<WrappedKeyset> stored = store.find(tenant);
    return stored.isEmpty() ? Optional.empty() : Optional.of(unwrap(tenant, stored.get()));
  }

  private Keys unwrap(TenantId tenant, WrappedKeyset stored) throws GeneralSecurityException {
    KeysetHandle handle =
        TinkProtoKeysetFormat.parseEncryptedKeyset(
            stored.bytes(), master.aead(), owner(tenant), RegistryConfiguration.get());
    return new Keys(
        handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class), stored.version());
  }

  private byte[] wrap(TenantId tenant, KeysetHandle handle) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(
        handle, master.aead(), owner(tenant), RegistryConfiguration.get());
  }

  private static byte[] owner(TenantId tenant) {
    return bytes("keyset", tenant.value());
  }

  private static byte[] bound(TenantId tenant, SecretPlace place) {
    return bytes("secret", tenant.value(), place.table(), place.row(), place.column());
  }

  /** Each part with its length before it, so that no two lists of parts look the same. */
  private static byte[] bytes(String... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
      out.writeBytes(text);
    }
    return out.toByteArray();
  }
}
