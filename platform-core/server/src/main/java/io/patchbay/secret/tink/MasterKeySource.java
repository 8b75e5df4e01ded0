package io.patchbay.secret.tink;

import io.patchbay.secret.MasterKeyRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key at start: in the environment or in a file. A missing file is made only while
 * the database holds nothing that an earlier key has sealed.
 *
 * @param value of PATCHBAY_MASTER_KEY
 * @param file of PATCHBAY_MASTER_KEY_FILE
 */
public record MasterKeySource(@Nullable String value, @Nullable Path file) {

  /** Remembers, in the database, which key the installation uses. */
  public interface Proof {
    Optional<byte[]> find();

    /** Keeps the proof unless there is one; returns the one that is kept. */
    byte[] insertIfAbsent(byte[] sealed);
  }

  public MasterKey require(Proof proof) {
    Optional<byte[]> known = proof.find();
    MasterKey key = load(known.isPresent());
    byte[] sealed = known.orElseGet(() -> proof.insertIfAbsent(key.sealProof()));
    if (!key.opensProof(sealed)) {
      throw new MasterKeyRefused(
          "Cannot start: the master key from "
              + name()
              + " is not the one with which the credentials in this database were sealed."
              + " Restore that key from its backup.");
    }
    return key;
  }

  private MasterKey load(boolean inUse) {
    if (value != null && !value.isBlank()) {
      return MasterKey.parse(value, "the environment (PATCHBAY_MASTER_KEY)");
    }
    if (file == null) {
      throw new MasterKeyRefused(
          "Cannot start: there is no master key. Set PATCHBAY_MASTER_KEY_FILE to a file that only"
              + " the platform can read; it is made at the first start.");
    }
    if (Files.exists(file)) {
      return MasterKey.read(file);
    }
    if (inUse) {
      throw new MasterKeyRefused(
          "Cannot start: the master key file "
              + file
              + " is missing, and the database holds credentials sealed with it. Restore the file"
              + " from its backup; without it they can never be read again.");
    }
    return MasterKey.create(file);
  }

  private String name() {
    return value != null && !value.isBlank() ? "PATCHBAY_MASTER_KEY" : "file " + file;
  }

  @Override
  public String toString() {
    return "MasterKeySource[" + name() + "]";
  }
}
