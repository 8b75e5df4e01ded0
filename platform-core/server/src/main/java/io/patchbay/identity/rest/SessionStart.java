package io.patchbay.identity.rest;

import io.patchbay.identity.Account;
import io.patchbay.identity.Caller;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.jdbc.Sessions;
import io.patchbay.platform.config.Version;
import io.patchbay.platform.rest.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Begins a session for an account that has proved who it is. */
@Singleton
public class SessionStart {

  private final Sessions sessions;
  private final SessionCookie cookie;

  @Inject
  public SessionStart(Sessions sessions, SessionCookie cookie) {
    this.sessions = sessions;
    this.cookie = cookie;
  }

  /** The answer that begins it: the session, and its cookie. */
  public Response begin(Account account, String address) {
    OpaqueToken token = sessions.begin(account.id(), address);
    Caller caller = sessions.find(token).orElseThrow(Problem::unauthorized);
    return Response.ok(SessionView.of(caller, Version.CURRENT)).cookie(cookie.of(token)).build();
  }
}
