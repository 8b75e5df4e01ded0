package io.patchbay.identity.rest;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditEvent.Outcome;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.Account;
import io.patchbay.identity.Permission;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.identity.jdbc.Sessions;
import io.patchbay.identity.local.FirstOperator;
import io.patchbay.identity.local.LocalSignIn;
import io.patchbay.identity.local.PasswordRules;
import io.patchbay.identity.local.Passwords;
import io.patchbay.identity.servlet.CallerFilter;
import io.patchbay.platform.config.Version;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Signing in and out of the console. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class SessionResource {

  private final RequestContext request;
  private final LocalSignIn signIn;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SessionCookie cookie;
  private final SessionStart start;
  private final AuditTrail audit;
  private final FirstOperator firstOperator;

  @Inject
  public SessionResource(
      RequestContext request,
      LocalSignIn signIn,
      Sessions sessions,
      Accounts accounts,
      Passwords passwords,
      SessionCookie cookie,
      SessionStart start,
      AuditTrail audit,
      FirstOperator firstOperator) {
    this.request = request;
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.passwords = passwords;
    this.cookie = cookie;
    this.start = start;
    this.audit = audit;
    this.firstOperator = firstOperator;
  }

  @GET
  @Requires(Permission.PUBLIC)
  public SessionView get() {
    return SessionView.of(request.caller(), Version.CURRENT);
  }

  @POST
  @Requires(Permission.PUBLIC)
  public Response signIn(SignInRequest attempt) {
    return switch (signIn.attempt(attempt.login(), attempt.password(), request.address())) {
      case LocalSignIn.Outcome.Welcome(Account account) -> {
        note(account.login(), "session.sign-in", Outcome.DONE);
        yield start.begin(account, request.address());
      }
      case LocalSignIn.Outcome.Refused() -> {
        note(attempt.login(), "session.sign-in", Outcome.REFUSED);
        throw Problem.of(
            401,
            "session.wrong-password",
            "Not signed in",
            "The login or the password is wrong. After five failures the next attempt has to"
                + " wait.");
      }
      case LocalSignIn.Outcome.Locked(var wait) ->
          throw Problem.tooMany(
              "session.locked",
              "Too many sign-ins failed. Wait "
                  + Math.max(1, wait.toSeconds())
                  + " seconds and try again.",
              (int) Math.max(1, wait.toSeconds()));
    };
  }

  private void note(String login, String action, Outcome outcome) {
    audit.platform(new Actor(login, request.address()), action, login, outcome, "");
  }

  @DELETE
  @Requires(Permission.SIGNED_IN)
  public Response signOut(@Context HttpServletRequest servletRequest) {
    CallerFilter.cookie(servletRequest)
        .ifPresent(token -> sessions.end(token, request.account().account()));
    return Response.noContent().cookie(cookie.ended()).build();
  }

  @PUT
  @Path("/password")
  @Requires(Permission.SIGNED_IN)
  public Response changePassword(PasswordChangeRequest change) {
    Account account = accounts.find(request.account().account()).orElseThrow(Problem::unauthorized);
    // Through the same gate as signing in: a stolen session must not guess the password either.
    switch (signIn.attempt(account.login(), change.currentPassword(), request.address())) {
      case LocalSignIn.Outcome.Welcome _ -> {}
      case LocalSignIn.Outcome.Refused() ->
          throw Problem.invalid(
              "/currentPassword", "wrong-password", "The current password is wrong.");
      case LocalSignIn.Outcome.Locked(var wait) ->
          throw Problem.tooMany(
              "session.locked", "Too many attempts failed.", (int) Math.max(1, wait.toSeconds()));
    }
    PasswordRules.check("/newPassword", change.newPassword(), account.login());
    if (change.newPassword().equals(change.currentPassword())) {
      throw Problem.invalid("/newPassword", "same", "The new password is the old one.");
    }
    accounts.changePassword(account.id(), passwords.hash(change.newPassword()));
    firstOperator.passwordChanged(account.login());
    sessions.endAll(account.id());
    note(account.login(), "session.change-password", Outcome.DONE);
    return start.begin(account, request.address());
  }
}
