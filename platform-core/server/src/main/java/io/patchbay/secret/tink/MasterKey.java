package io.patchbay.secret.tink;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.patchbay.secret.MasterKeyRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one key outside the database. It wraps the tenants' keysets and never encrypts anything else.
 * Its text form, in a file or an environment variable, is {@code pbmk1:} and 32 bytes in base64.
 */
public final class MasterKey {

  private static final String PREFIX = "pbmk1:";
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Aead aead;

  @AccessesPartialKey
  private MasterKey(byte[] bytes) {
    try {
      AeadConfig.register();
      AesGcmKey key =
          AesGcmKey.builder()
              .setParameters(
                  AesGcmParameters.builder()
                      .setKeySizeBytes(BYTES)
                      .setIvSizeBytes(12)
                      .setTagSizeBytes(16)
                      .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                      .build())
              .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
              .build();
      this.aead =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
              .build()
              .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new MasterKeyRefused("Cannot use the master key: the cipher is not available.", e);
    }
  }

  /** Reads the text form; {@code source} names where it came from in errors. */
  public static MasterKey parse(String text, String source) {
    String stripped = text.strip();
    try {
      if (!stripped.startsWith(PREFIX)) {
        throw new IllegalArgumentException("prefix");
      }
      byte[] bytes = Base64.getDecoder().decode(stripped.substring(PREFIX.length()));
      if (bytes.length != BYTES) {
        throw new IllegalArgumentException("length");
      }
      return new MasterKey(bytes);
    } catch (IllegalArgumentException e) {
      // Without the cause: it may quote the key.
      throw new MasterKeyRefused(
          "Cannot read the master key from "
              + source
              + ": expected '"
              + PREFIX
              + "' and 32 bytes in base64. Restore the key from its backup.");
    }
  }

  /** Reads a file that only its owner may read. */
  public static MasterKey read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new MasterKeyRefused(
            "Cannot use the master key in "
                + file
                + ": others may read the file. Run: chmod 600 "
                + file);
      }
      return parse(Files.readString(file, StandardCharsets.US_ASCII), "file " + file);
    } catch (IOException e) {
      throw new MasterKeyRefused("Cannot read the master key from file " + file + ".", e);
    }
  }

  /** Makes a key and a file that only its owner may read; an existing file is read instead. */
  public static MasterKey create(Path file) {
    String text = newText();
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
      return parse(text, "file " + file);
    } catch (FileAlreadyExistsException e) {
      return read(file);
    } catch (IOException e) {
      throw new MasterKeyRefused("Cannot write a new master key to file " + file + ".", e);
    }
  }

  public static String newText() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  Aead aead() {
    return aead;
  }

  /** Seals a fixed word, so that a later start can tell whether it has the same key. */
  public byte[] sealProof() {
    try {
      return aead.encrypt(proof(), proof());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The master key cannot encrypt.", e);
    }
  }

  public boolean opensProof(byte[] sealed) {
    try {
      return java.util.Arrays.equals(aead.decrypt(sealed, proof()), proof());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] proof() {
    return "patchbay master key proof".getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "MasterKey[•••]";
  }
}
