package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.SourceNode.Scalar;
import io.patchbay.flow.syntax.SourceNode.Sequence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets that the expressions of an authentication take: they must be declared. */
final class SecretUses {
  private static final String VARIABLE = "$secrets";
  private static final Pattern NAMED =
      Pattern.compile("\\$secrets\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\.?\\[\\s*\"([^\"\\\\]+)\"\\s*])");

  private final Context context;
  private final Reusables reusables;

  SecretUses(Context context, Reusables reusables) {
    this.context = context;
    this.reusables = reusables;
  }

  void check(Place place) {
    switch (place.node()) {
      case Scalar scalar when scalar.json().isString() -> text(place, scalar.json().stringValue());
      case Scalar _ -> {}
      case Sequence sequence -> {
        int index = 0;
        for (SourceNode item : sequence.items()) {
          check(new Place(item, Pointers.child(place.pointer(), index++)));
        }
      }
      case Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, entry) ->
                      check(new Place(entry.value(), Pointers.child(place.pointer(), key))));
    }
  }

  private void text(Place place, String text) {
    if (!Templates.isWrapped(text) || !text.contains(VARIABLE)) {
      return;
    }
    Matcher matcher = NAMED.matcher(text);
    int named = 0;
    while (matcher.find()) {
      named++;
      declared(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), place);
    }
    if (named < text.split(Pattern.quote(VARIABLE), -1).length - 1) {
      reusables.secrets.useAll();
    }
  }

  /** Reports a secret that {@code use.secrets} does not have. */
  void declared(String secret, Place place) {
    if (!reusables.secrets.contains(secret)) {
      context
          .problems()
          .error(
              "flow.unknown-secret",
              "The secret '"
                  + secret
                  + "' is not declared."
                  + Names.suggestion(secret, reusables.secrets)
                  + " Add it to `use.secrets`.",
              place.pointer(),
              place.span());
    }
  }
}
