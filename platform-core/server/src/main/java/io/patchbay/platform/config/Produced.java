package io.patchbay.platform.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What can be injected everywhere: the settings. */
@Singleton
public class Produced {

  @Produces
  @Singleton
  PlatformConfig config() {
    return PlatformConfig.current();
  }
}
