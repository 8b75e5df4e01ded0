package io.patchbay.token.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Permission;
import io.patchbay.identity.jdbc.ApiTokens;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.token.ApiToken;
import io.patchbay.token.OwnTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own API tokens. */
@Path("/me/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TokenResource {

  private final RequestContext request;
  private final OwnTokens tokens;

  @Inject
  public TokenResource(RequestContext request, OwnTokens tokens) {
    this.request = request;
    this.tokens = tokens;
  }

  @GET
  @Requires(Permission.SIGNED_IN)
  public Page<ApiToken> list(@BeanParam PageRequest page) {
    return Page.of(
        tokens.list(person().account(), page),
        page,
        token -> token,
        token -> List.of(OwnTokens.key(token)));
  }

  @POST
  @Requires(Permission.SIGNED_IN)
  public Response create(TokenRequest wanted) {
    Caller.SignedIn caller = person();
    Checks checks =
        new Checks()
            .length("/name", wanted.name(), 1, 100)
            .range("/expiresInDays", wanted.expiresInDays(), 1, 3650);
    @Nullable Membership tenant =
        wanted.tenant() == null ? null : caller.membership(wanted.tenant()).orElse(null);
    if (wanted.tenant() != null && tenant == null) {
      checks.problem(
          "/tenant", "tenant.not-found", "You are in no tenant '" + wanted.tenant() + "'.");
    }
    checks.done();
    OpaqueToken value = OpaqueToken.random(ApiTokens.PREFIX);
    ApiToken token =
        tokens.create(
            caller.account(),
            request.actor(),
            wanted.name().strip(),
            tenant,
            wanted.expiresInDays(),
            value);
    return Response.status(201).entity(new NewToken(token, value.value())).build();
  }

  @DELETE
  @Path("/{tokenId}")
  @Requires(Permission.SIGNED_IN)
  public Response delete(@PathParam("tokenId") String tokenId) {
    try {
      tokens.delete(person().account(), request.actor(), UUID.fromString(tokenId));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("token", tokenId);
    }
    return Response.noContent().build();
  }

  /** Tokens are managed by a person with a session: a stolen token must not make more of them. */
  private Caller.SignedIn person() {
    Caller.SignedIn caller = request.account();
    if (caller.csrfToken() == null) {
      throw Problem.forbidden(
          "token.needs-session", "API tokens are managed in the console, not with a token.");
    }
    return caller;
  }
}
