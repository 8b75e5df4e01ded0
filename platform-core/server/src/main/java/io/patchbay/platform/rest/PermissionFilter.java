package io.patchbay.platform.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.identity.Permission;
import io.patchbay.identity.servlet.CallerFilter;
import io.patchbay.tenant.jdbc.AllTenants;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing pass that is not allowed by name: the method's {@link Requires} is checked against
 * the caller, and {@code {tenant}} of the path against the caller's memberships. A tenant that does
 * not exist and one in which the caller is not a member get the same answer.
 */
@Provider
@Singleton
@Priority(Priorities.AUTHORIZATION)
public class PermissionFilter implements ContainerRequestFilter {

  @Context
  @SuppressWarnings("NullAway.Init")
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  // Fields: a provider needs a constructor without parameters.
  @Inject
  @SuppressWarnings("NullAway.Init")
  RequestContext context;

  @Inject
  @SuppressWarnings("NullAway.Init")
  AllTenants tenants;

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller =
        servletRequest.getAttribute(CallerFilter.CALLER) instanceof Caller known
            ? known
            : new Caller.Anonymous();
    context.set(caller, servletRequest.getRemoteAddr());
    Requires requires = resource.getResourceMethod().getAnnotation(Requires.class);
    if (requires == null) {
      throw Problem.forbidden("permission.undeclared", "This route is open to nobody.");
    }
    String slug = request.getUriInfo().getPathParameters().getFirst("tenant");
    check(requires.value(), caller, slug);
  }

  private void check(Permission permission, Caller anyCaller, @Nullable String slug) {
    if (permission == Permission.PUBLIC) {
      return;
    }
    Caller.SignedIn caller =
        switch (anyCaller) {
          case Caller.SignedIn signedIn -> signedIn;
          case Caller.Anonymous _ -> throw Problem.unauthorized();
        };
    if (caller.mustChangePassword()
        && !servletRequest.getRequestURI().startsWith("/api/v1/session")) {
      throw Problem.forbidden(
          "session.password-change-required", "Change the one-time password first.");
    }
    if (permission == Permission.OPERATOR) {
      if (!caller.operator()) {
        throw Problem.forbidden("permission.operator", "Only an operator may do this.");
      }
      if (slug != null) {
        context.enter(
            tenants.findId(slug).orElseThrow(() -> Problem.notFound("tenant", slug)),
            caller.membership(slug).orElse(null));
      }
    } else if (permission != Permission.SIGNED_IN) {
      enter(permission, caller, slug == null ? "" : slug);
    }
  }

  private void enter(Permission permission, Caller.SignedIn caller, String slug) {
    Membership membership =
        caller.membership(slug).orElseThrow(() -> Problem.notFound("tenant", slug));
    if (membership.suspended() && !caller.operator()) {
      throw Problem.forbidden(
          "tenant.suspended",
          "Tenant '"
              + membership.name()
              + "' is suspended. Ask the operator of this installation.");
    }
    if (!permission.grantedBy(membership.role())) {
      throw Problem.forbidden(
          "permission.missing",
          "This needs the role "
              + permission.leastRole().map(r -> "'" + r.word() + "'").orElse("operator")
              + " in '"
              + membership.name()
              + "', and you are a "
              + membership.role().word()
              + ". "
              + tenants.ownersToAsk(membership.tenant()));
    }
    context.enter(membership.tenant(), membership);
  }
}
