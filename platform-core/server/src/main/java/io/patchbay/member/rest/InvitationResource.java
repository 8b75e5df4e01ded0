package io.patchbay.member.rest;

import io.patchbay.identity.Account;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Permission;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.identity.local.LocalSignIn;
import io.patchbay.identity.local.PasswordRules;
import io.patchbay.identity.local.Passwords;
import io.patchbay.identity.rest.SessionStart;
import io.patchbay.member.jdbc.InvitationAcceptances;
import io.patchbay.member.jdbc.InvitationAcceptances.Offer;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What an invitation's link opens: for people who are not signed in. */
@Path("/invitations/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class InvitationResource {

  private final RequestContext request;
  private final InvitationAcceptances acceptances;
  private final Accounts accounts;
  private final LocalSignIn signIn;
  private final Passwords passwords;
  private final SessionStart sessions;

  @Inject
  public InvitationResource(
      RequestContext request,
      InvitationAcceptances acceptances,
      Accounts accounts,
      LocalSignIn signIn,
      Passwords passwords,
      SessionStart sessions) {
    this.request = request;
    this.acceptances = acceptances;
    this.accounts = accounts;
    this.signIn = signIn;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  @GET
  @Requires(Permission.PUBLIC)
  public InvitationOfferView get(@PathParam("token") String token) {
    Offer offer = require(token);
    return new InvitationOfferView(
        offer.tenantName(),
        offer.role(),
        offer.email(),
        offer.invitedBy(),
        offer.expiresAt(),
        accounts.findByLogin(offer.email()).isPresent());
  }

  @POST
  @Requires(Permission.PUBLIC)
  public Response accept(@PathParam("token") String token, InvitationAcceptance acceptance) {
    Offer offer = require(token);
    Optional<Account> known = accounts.findByLogin(offer.email());
    Account account =
        known.isPresent() ? proven(known.get(), acceptance.password()) : created(offer, acceptance);
    if (!acceptances.accept(offer, account, known.isEmpty(), request.address())) {
      throw gone();
    }
    return sessions.begin(account, request.address());
  }

  private Account proven(Account known, String password) {
    return switch (signIn.attempt(known.login(), password, request.address())) {
      case LocalSignIn.Outcome.Welcome(Account account) -> account;
      case LocalSignIn.Outcome.Refused() ->
          throw Problem.invalid(
              "/password", "wrong-password", "This is not the password of your account.");
      case LocalSignIn.Outcome.Locked(var delay) ->
          throw Problem.tooMany(
              "session.locked", "Too many attempts failed.", (int) Math.max(1, delay.toSeconds()));
    };
  }

  private Account created(Offer offer, InvitationAcceptance acceptance) {
    String name = acceptance.name() == null ? "" : acceptance.name();
    new Checks().length("/name", name, 1, 100).done();
    PasswordRules.check("/password", acceptance.password(), offer.email());
    return new Account(
        UUID.randomUUID(),
        offer.email(),
        name.strip(),
        offer.email(),
        passwords.hash(acceptance.password()),
        false,
        false);
  }

  private Offer require(String token) {
    return acceptances.find(new OpaqueToken(token)).orElseThrow(InvitationResource::gone);
  }

  private static Problem gone() {
    return Problem.of(
        404,
        "invitation.not-found",
        "Invitation not found",
        "This invitation was used, revoked or has expired. Ask for a new one.");
  }
}
