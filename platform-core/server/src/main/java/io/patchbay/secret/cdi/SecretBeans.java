package io.patchbay.secret.cdi;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.secret.KeysetStore;
import io.patchbay.secret.SecretVault;
import io.patchbay.secret.tink.MasterKeySource;
import io.patchbay.secret.tink.TinkSecretVault;
import io.patchbay.tenant.TenantChanged;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The vault. Without the right master key the platform does not start. */
@Singleton
public class SecretBeans {

  @Produces
  @Singleton
  SecretVault vault(PlatformConfig config, MasterKeySource.Proof proof, KeysetStore keysets) {
    MasterKeySource source =
        new MasterKeySource(System.getenv("PATCHBAY_MASTER_KEY"), config.masterKeyFile());
    return new TinkSecretVault(source.require(proof), keysets);
  }

  /** Opens the vault at start, so that a wrong key is told now and not at the first step. */
  void start(@Observes @Priority(50) PlatformStarted started, SecretVault vault) {}

  /** The keys of a deleted tenant are gone from the database: no node keeps them in memory. */
  void forget(@Observes TenantChanged changed, SecretVault vault) {
    if (changed.change() == TenantChanged.Change.DELETED) {
      vault.forget(changed.tenant());
    }
  }
}
