package io.patchbay.plugin.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Checks what annotated methods take and return. */
final class Signatures {
  private final Diagnostics diagnostics;
  private final SettingsReader settings;

  Signatures(Diagnostics diagnostics, SettingsReader settings) {
    this.diagnostics = diagnostics;
    this.settings = settings;
  }

  boolean isCheck(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() != 2
        || !isReachable(method)
        || !is(parameters.get(1).asType(), "io.patchbay.plugin.ConnectionContext")
        || !is(method.getReturnType(), "io.patchbay.plugin.CheckResult")) {
      return wrong(
          method, "@Check", "CheckResult check(Settings settings, ConnectionContext context)");
    }
    settings.use(parameters.get(0).asType(), method);
    return true;
  }

  boolean isAction(ExecutableElement method) {
    boolean hasResult =
        method.getReturnType() instanceof DeclaredType result && hasArgumentIfOptional(result);
    return takes(method, "io.patchbay.plugin.ActionContext") && hasResult
        || wrong(
            method, "@Action", "Output run(Input input, Settings settings, ActionContext context)");
  }

  private static boolean hasArgumentIfOptional(DeclaredType result) {
    return !is(result, "java.util.Optional") || !result.getTypeArguments().isEmpty();
  }

  boolean isPoll(ExecutableElement method) {
    boolean hasResult =
        is(method.getReturnType(), "io.patchbay.plugin.PollPage")
            && !((DeclaredType) method.getReturnType()).getTypeArguments().isEmpty();
    return takes(method, "io.patchbay.plugin.PollContext") && hasResult
        || wrong(
            method,
            "@PollingTrigger",
            "PollPage<Item> poll(Params params, Settings settings, PollContext context)");
  }

  private boolean takes(ExecutableElement method, String context) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() != 3
        || !isReachable(method)
        || !is(parameters.get(2).asType(), context)) {
      return false;
    }
    settings.use(parameters.get(1).asType(), method);
    return true;
  }

  private static boolean isReachable(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.PRIVATE)
        && !method.getModifiers().contains(Modifier.STATIC);
  }

  private static boolean is(TypeMirror type, String name) {
    return TypeReader.plainName(type).equals(name);
  }

  private boolean wrong(ExecutableElement method, String annotation, String expected) {
    diagnostics.error(
        method,
        "%s method %s has the wrong shape. Declare it as: %s; not private, not static.",
        annotation,
        method.getSimpleName(),
        expected);
    return false;
  }
}
