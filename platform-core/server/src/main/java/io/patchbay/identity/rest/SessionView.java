package io.patchbay.identity.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.identity.Permission;
import io.patchbay.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console knows about who uses it. */
public record SessionView(
    boolean signedIn,
    String csrfToken,
    boolean mustChangePassword,
    boolean operator,
    @Nullable AccountView account,
    List<TenantMembershipView> tenants,
    boolean oidc,
    String version) {

  /** The account itself. */
  public record AccountView(String id, String login, String name, @Nullable String email) {}

  /** One of its tenants. */
  public record TenantMembershipView(
      String slug,
      String name,
      String environment,
      Role role,
      String timeZone,
      List<String> permissions) {}

  private static final int SHOWN = 200;

  static SessionView of(Caller caller, String version) {
    return switch (caller) {
      case Caller.Anonymous _ ->
          new SessionView(false, "", false, false, null, List.of(), false, version);
      case Caller.SignedIn signedIn ->
          new SessionView(
              true,
              signedIn.csrfToken() == null ? "" : signedIn.csrfToken(),
              signedIn.mustChangePassword(),
              signedIn.operator(),
              new AccountView(
                  signedIn.account().toString(),
                  signedIn.login(),
                  signedIn.name(),
                  signedIn.email()),
              signedIn.memberships().stream().limit(SHOWN).map(SessionView::tenant).toList(),
              false,
              version);
    };
  }

  private static TenantMembershipView tenant(Membership membership) {
    return new TenantMembershipView(
        membership.slug(),
        membership.name(),
        membership.environment(),
        membership.role(),
        membership.timeZone(),
        Permission.wordsOf(membership.role()));
  }
}
