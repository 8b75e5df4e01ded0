package io.patchbay.plugin.spi;

import io.patchbay.plugin.Secret;
import org.jspecify.annotations.Nullable;

/** Secrets are read, never written. */
final class SecretType implements JsonType<Secret> {
  @Override
  public @Nullable Secret read(Object value, Place place) {
    return switch (value) {
      case Secret secret -> secret;
      case String text -> Secret.of(text);
      default -> {
        place.report("must be text");
        yield null;
      }
    };
  }

  @Override
  public Object write(Secret value) {
    throw new IllegalStateException(
        "A secret is never written to JSON. Reveal it where it is needed.");
  }
}
