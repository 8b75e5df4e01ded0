package io.patchbay.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who makes a request: nobody in particular, or an account. */
public sealed interface Caller {

  /** Not signed in. */
  record Anonymous() implements Caller {}

  /**
   * A signed-in account.
   *
   * @param onlyTenant the tenant to which an API token is limited; null when it is not
   * @param csrfToken what unsafe methods must repeat; null for API tokens, which need none
   */
  record SignedIn(
      UUID account,
      String login,
      String name,
      @Nullable String email,
      boolean operator,
      boolean mustChangePassword,
      List<Membership> memberships,
      @Nullable String onlyTenant,
      @Nullable String csrfToken)
      implements Caller {

    public SignedIn {
      memberships = List.copyOf(memberships);
    }

    public Optional<Membership> membership(String slug) {
      return memberships.stream().filter(m -> m.slug().equals(slug)).findFirst();
    }

    @Override
    public String toString() {
      return login;
    }
  }
}
