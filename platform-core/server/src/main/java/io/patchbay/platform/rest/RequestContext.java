package io.patchbay.platform.rest;

import io.patchbay.audit.Actor;
import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request's caller and tenant, as the permission filter found them. */
@RequestScoped
public class RequestContext {

  private Caller caller = new Caller.Anonymous();
  private @Nullable TenantId tenant;
  private @Nullable Membership membership;
  private String address = "";

  void set(Caller newCaller, String newAddress) {
    caller = newCaller;
    address = newAddress;
  }

  void enter(TenantId newTenant, @Nullable Membership newMembership) {
    tenant = newTenant;
    MDC.put("tenant", newTenant.value());
    membership = newMembership;
  }

  public Caller caller() {
    return caller;
  }

  /** The signed-in caller; only routes that need one may ask. */
  public Caller.SignedIn account() {
    return switch (caller) {
      case Caller.SignedIn signedIn -> signedIn;
      case Caller.Anonymous _ -> throw Problem.unauthorized();
    };
  }

  /** The tenant of the path; only routes with {@code {tenant}} may ask. */
  public TenantId tenant() {
    if (tenant == null) {
      throw new IllegalStateException("this route has no {tenant}");
    }
    return tenant;
  }

  /** The caller's membership in the tenant of the path. */
  public Membership membership() {
    if (membership == null) {
      throw new IllegalStateException("this route is not a member's");
    }
    return membership;
  }

  /** The caller as the audit trail names it. */
  public Actor actor() {
    return switch (caller) {
      case Caller.SignedIn signedIn -> new Actor(signedIn.login(), address);
      case Caller.Anonymous _ -> new Actor("anonymous", address);
    };
  }

  /** Where the request came from. */
  public String address() {
    return address;
  }
}
