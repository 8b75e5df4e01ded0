package io.patchbay.plugin.processor;

import io.patchbay.plugin.Action;
import io.patchbay.plugin.Check;
import io.patchbay.plugin.Connector;
import io.patchbay.plugin.PollingTrigger;
import io.patchbay.plugin.processor.ConnectorModel.ActionModel;
import io.patchbay.plugin.processor.ConnectorModel.PollModel;
import io.patchbay.plugin.processor.ConnectorModel.WebhookModel;
import io.patchbay.plugin.webhook.WebhookTrigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads one connector class; checks ids, signatures and look-ups. */
final class ConnectorReader {
  private static final Pattern CONNECTOR_ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern MEMBER_ID = Pattern.compile("[a-z][A-Za-z0-9]{0,62}");
  private static final Pattern VERSION =
      Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)");

  private final Diagnostics diagnostics;
  private final Types types;
  private final TypeElement element;
  private final TypeReader records;
  private final SettingsReader settings;
  private final Signatures signatures;
  private final Set<String> triggerKeys = new HashSet<>();
  private final Set<String> actionKeys = new HashSet<>();

  ConnectorReader(TypeElement element, Types types, Diagnostics diagnostics) {
    this.element = element;
    this.types = types;
    this.diagnostics = diagnostics;
    this.records = new TypeReader(diagnostics, TypeReader.packageOf(element));
    this.settings = new SettingsReader(records, diagnostics, types);
    this.signatures = new Signatures(diagnostics, settings);
  }

  /**
   * @param remoteRecords records of other systems' data that this connector may bind
   */
  ConnectorModel read(Set<TypeElement> remoteRecords) {
    checkClass();
    Connector facts = element.getAnnotation(Connector.class);
    if (!CONNECTOR_ID.matcher(facts.id()).matches()) {
      diagnostics.error(
          element, "Connector id '%s' is not lower case letters, digits and dashes.", facts.id());
    }
    List<ExecutableElement> methods = ElementFilter.methodsIn(element.getEnclosedElements());
    Optional<String> check = check(methods);
    List<ActionModel> actions = actions(methods);
    List<PollModel> polls = polls(methods);
    List<WebhookModel> webhooks = webhooks();
    List<ConnectorModel.Kind> kinds = settings.kinds(element);
    remoteRecords.forEach(r -> records.record(r, r));
    return new ConnectorModel(
        element,
        facts,
        TypeReader.packageOf(element),
        element.getQualifiedName().toString(),
        settings.javaName(),
        kinds,
        check,
        actions,
        polls,
        webhooks,
        records.records(),
        records.enums(),
        isCloseable());
  }

  private void checkClass() {
    Set<Modifier> modifiers = element.getModifiers();
    boolean plain =
        modifiers.contains(Modifier.PUBLIC)
            && !modifiers.contains(Modifier.ABSTRACT)
            && element.getTypeParameters().isEmpty()
            && element.getEnclosingElement() instanceof PackageElement;
    if (!plain || !hasPlainConstructor(element)) {
      diagnostics.error(
          element,
          "Connector %s must be a public top-level class that is not abstract, has no type"
              + " parameters and has a public constructor without parameters.",
          element.getSimpleName());
    }
  }

  private static boolean hasPlainConstructor(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(c -> c.getParameters().isEmpty() && !c.getModifiers().contains(Modifier.PRIVATE));
  }

  private boolean isCloseable() {
    return allSupertypes(element.asType()).stream()
        .anyMatch(t -> TypeReader.plainName(t).equals("java.lang.AutoCloseable"));
  }

  private Optional<String> check(List<ExecutableElement> methods) {
    List<ExecutableElement> checks =
        methods.stream().filter(m -> m.getAnnotation(Check.class) != null).toList();
    if (checks.size() > 1) {
      diagnostics.error(checks.get(1), "A connector has one @Check method.");
    }
    return checks.stream()
        .findFirst()
        .filter(signatures::isCheck)
        .map(m -> m.getSimpleName().toString());
  }

  private List<ActionModel> actions(List<ExecutableElement> methods) {
    List<ActionModel> actions = new ArrayList<>();
    List<ExecutableElement> elements = new ArrayList<>();
    for (ExecutableElement method : methods) {
      Action facts = method.getAnnotation(Action.class);
      if (facts != null && signatures.isAction(method)) {
        checkIdentity(method, "action", facts.id(), facts.version(), actionKeys);
        action(method, facts)
            .ifPresent(
                a -> {
                  actions.add(a);
                  elements.add(method);
                });
      }
    }
    List<ActionModel> resolved = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      resolved.add(new LookupReader(actions, diagnostics).resolve(actions.get(i), elements.get(i)));
    }
    return resolved;
  }

  private Optional<ActionModel> action(ExecutableElement method, Action facts) {
    TypeMirror result = method.getReturnType();
    boolean optional = TypeReader.plainName(result).equals("java.util.Optional");
    TypeMirror output = optional ? ((DeclaredType) result).getTypeArguments().getFirst() : result;
    Optional<RecordModel> in = plain(method.getParameters().get(0).asType(), method, "input");
    Optional<RecordModel> out = plain(output, method, "output");
    return in.flatMap(
        i ->
            out.map(
                o ->
                    new ActionModel(
                        facts,
                        method.getSimpleName().toString(),
                        i,
                        o,
                        optional,
                        Optional.empty())));
  }

  private List<PollModel> polls(List<ExecutableElement> methods) {
    List<PollModel> polls = new ArrayList<>();
    for (ExecutableElement method : methods) {
      PollingTrigger facts = method.getAnnotation(PollingTrigger.class);
      if (facts == null || !signatures.isPoll(method)) {
        continue;
      }
      checkIdentity(method, "trigger", facts.id(), facts.version(), triggerKeys);
      TypeMirror item = ((DeclaredType) method.getReturnType()).getTypeArguments().getFirst();
      plain(method.getParameters().get(0).asType(), method, "parameters")
          .flatMap(
              p ->
                  plain(item, method, "item")
                      .map(i -> new PollModel(facts, method.getSimpleName().toString(), p, i)))
          .ifPresent(polls::add);
    }
    return polls;
  }

  private List<WebhookModel> webhooks() {
    List<WebhookModel> webhooks = new ArrayList<>();
    for (TypeElement nested : ElementFilter.typesIn(element.getEnclosedElements())) {
      WebhookTrigger facts = nested.getAnnotation(WebhookTrigger.class);
      if (facts == null) {
        continue;
      }
      checkIdentity(nested, "trigger", facts.id(), facts.version(), triggerKeys);
      webhook(nested, facts).ifPresent(webhooks::add);
    }
    return webhooks;
  }

  private Optional<WebhookModel> webhook(TypeElement nested, WebhookTrigger facts) {
    Optional<DeclaredType> handler =
        allSupertypes(nested.asType()).stream()
            .filter(
                t -> TypeReader.plainName(t).equals("io.patchbay.plugin.webhook.WebhookHandler"))
            .map(DeclaredType.class::cast)
            .filter(t -> t.getTypeArguments().size() == 3)
            .findFirst();
    boolean reachable =
        nested.getModifiers().contains(Modifier.STATIC)
            && !nested.getModifiers().contains(Modifier.PRIVATE);
    if (handler.isEmpty() || !reachable || !hasPlainConstructor(nested)) {
      diagnostics.error(
          nested,
          "Webhook trigger %s must be a static class, not private, with a constructor without"
              + " parameters, that implements WebhookHandler<Params, Settings, Event>.",
          nested.getSimpleName());
      return Optional.empty();
    }
    List<? extends TypeMirror> arguments = handler.get().getTypeArguments();
    settings.use(arguments.get(1), nested);
    return plain(arguments.get(0), nested, "parameters")
        .flatMap(
            p ->
                plain(arguments.get(2), nested, "event")
                    .map(e -> new WebhookModel(facts, nested.getQualifiedName().toString(), p, e)));
  }

  /** A record that goes into the journal: without secrets. */
  private Optional<RecordModel> plain(TypeMirror type, Element where, String role) {
    Optional<RecordModel> record = records.record(type, where, role);
    if (record.isPresent() && new TypeModel.RecordRef(record.get()).containsSecret()) {
      diagnostics.error(
          where,
          "The %s '%s' contains a Secret. Inputs, outputs and items are journalled: secrets belong"
              + " into the connection's settings.",
          role,
          type);
    }
    return record;
  }

  private void checkIdentity(
      Element where, String what, String id, String version, Set<String> taken) {
    if (!MEMBER_ID.matcher(id).matches()) {
      diagnostics.error(
          where,
          "The id '%s' of this %s is not lower camel case, such as 'findContact'.",
          id,
          what);
    }
    if (!VERSION.matcher(version).matches()) {
      diagnostics.error(
          where,
          "The version '%s' of %s '%s' is not three numbers, such as '1.0.0'.",
          version,
          what,
          id);
    }
    if (!taken.add(id + ":" + version)) {
      diagnostics.error(
          where,
          "There are two %ss '%s:%s'. Give one another id, or the changed one a new version.",
          what,
          id,
          version);
    }
  }

  private List<TypeMirror> allSupertypes(TypeMirror type) {
    List<TypeMirror> all = new ArrayList<>();
    for (TypeMirror parent : types.directSupertypes(type)) {
      all.add(parent);
      all.addAll(allSupertypes(parent));
    }
    return all;
  }
}
