package io.patchbay.flow.parse;

import io.patchbay.call.HttpAuthentication;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.template.LiteralTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Authentication policies, inline or by reference. */
final class Authentications {
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "basic", List.of("username", "password"),
          "digest", List.of("username", "password"),
          "bearer", List.of("token"),
          "oauth2", List.of(),
          "oidc", List.of());

  private final Context context;
  private final Templates templates;
  private final Reusables reusables;

  Authentications(Context context, Templates templates, Reusables reusables) {
    this.context = context;
    this.templates = templates;
    this.reusables = reusables;
  }

  @Nullable AuthenticationRule find(@Nullable Fields fields, Set<String> scope) {
    if (fields == null) {
      return null;
    }
    if (fields.has("use")) {
      String name = fields.findText("use");
      fields.close();
      return name == null ? null : byName(name, fields);
    }
    AuthenticationRule rule = null;
    for (String kind : REQUIRED.keySet().stream().sorted().toList()) {
      Fields policy = fields.findObject(kind, "the authentication '" + kind + "'");
      rule = policy == null ? rule : policy(kind, policy, scope);
    }
    fields.close();
    if (fields.entries().isEmpty()) {
      context
          .problems()
          .error(
              "flow.missing-member",
              "The authentication is empty: name one with `use`, or give basic, bearer, digest,"
                  + " oauth2 or oidc.",
              fields.pointer(),
              fields.span());
    }
    return rule;
  }

  private @Nullable AuthenticationRule byName(String name, Fields fields) {
    AuthenticationRule rule = reusables.authentications.get(name);
    if (rule == null) {
      context
          .problems()
          .error(
              "flow.unknown-authentication",
              "There is no authentication '"
                  + name
                  + "' in `use.authentications`."
                  + Names.suggestion(name, reusables.authentications.keySet())
                  + " Declare it there.",
              Pointers.child(fields.pointer(), "use"),
              fields.span());
    }
    return rule;
  }

  private AuthenticationRule policy(String kind, Fields policy, Set<String> scope) {
    HttpAuthentication.Kind type = HttpAuthentication.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    if (policy.has("use")) {
      String secret = policy.findText("use");
      policy.close();
      Place place = policy.find("use");
      if (secret != null && place != null) {
        new SecretUses(context, reusables).declared(secret, place);
      }
      return new AuthenticationRule(
          type, secret, new LiteralTemplate(JsonNodeFactory.instance.objectNode()));
    }
    REQUIRED.getOrDefault(kind, List.of()).forEach(policy::require);
    new SecretUses(context, reusables).check(new Place(policy.mapping(), policy.pointer()));
    return new AuthenticationRule(
        type,
        null,
        templates.value(
            new Place(policy.mapping(), policy.pointer()), Names.plus(scope, "secrets")));
  }
}
