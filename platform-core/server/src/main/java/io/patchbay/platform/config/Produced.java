package io.patchbay.platform.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What can be injected everywhere: the settings and the clock. */
@Singleton
public class Produced {

  @Produces
  @Singleton
  PlatformConfig config() {
    return PlatformConfig.current();
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
