package io.patchbay.flow.review;

import io.patchbay.call.FunctionCatalog;
import io.patchbay.connection.Connections;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowDocument;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Problem;
import io.patchbay.flow.check.FlowValidator;
import io.patchbay.flow.jpa.FlowHead;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks through a text as the tenant's own: its connections and the installed functions count. */
@Singleton
public class FlowChecker {

  private static final Pattern NAME = member("name");
  private static final Pattern NAMESPACE = member("namespace");

  private final FunctionCatalog catalog;
  private final Connections connections;

  @Inject
  public FlowChecker(FunctionCatalog catalog, Connections connections) {
    this.catalog = catalog;
    this.connections = connections;
  }

  private FlowValidator validator(TenantId tenant) {
    return new FlowValidator(tenant, catalog, new TenantConnectionNames(tenant, connections));
  }

  public CheckedFlow check(TenantId tenant, String text) {
    ParseResult result = FlowParser.parse(text, ParseLimits.STANDARD);
    List<Problem> problems = validator(tenant).problems(result);
    return switch (result) {
      case ParseResult.Parsed parsed ->
          new CheckedFlow(
              Optional.of(parsed.flow()), problems, parsed.outline(), head(parsed.flow()));
      case ParseResult.Invalid invalid ->
          new CheckedFlow(Optional.empty(), problems, invalid.outline(), guessedHead(text));
    };
  }

  private static Optional<FlowHead> head(FlowDefinition flow) {
    FlowDocument document = flow.document();
    return Optional.of(
        new FlowHead(
            document.namespace(),
            document.name(),
            document.version(),
            document.title(),
            document.summary(),
            TriggerKind.valueOf(flow.trigger().type().name())));
  }

  /** A draft that does not parse yet still has a name, if one can be seen. */
  private static Optional<FlowHead> guessedHead(String text) {
    String top = text.substring(0, Math.min(text.length(), 4_000));
    String name = find(NAME, top);
    if (name == null) {
      return Optional.empty();
    }
    String namespace = find(NAMESPACE, top);
    return Optional.of(
        new FlowHead(
            namespace == null ? "default" : namespace, name, "", null, null, TriggerKind.PERSON));
  }

  private static Pattern member(String key) {
    return Pattern.compile(
        "(?:^|[\\s{,])[\"']?" + key + "[\"']?\\s{0,4}:\\s{0,4}[\"']?([a-z0-9](?:[a-z0-9-]{0,62}))");
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
