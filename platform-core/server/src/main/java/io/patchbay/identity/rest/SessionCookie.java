package io.patchbay.identity.rest;

import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.servlet.CallerFilter;
import io.patchbay.platform.config.PlatformConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;

/**
 * The session's cookie: out of reach of scripts and of other sites, and only over TLS if there is
 * TLS.
 */
@Singleton
public class SessionCookie {

  private final boolean secure;

  @Inject
  public SessionCookie(PlatformConfig config) {
    this.secure = "https".equals(config.publicUrl().getScheme());
  }

  public NewCookie of(OpaqueToken token) {
    return cookie(token.value(), NewCookie.DEFAULT_MAX_AGE);
  }

  public NewCookie ended() {
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(CallerFilter.COOKIE)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(maxAge)
        .build();
  }
}
