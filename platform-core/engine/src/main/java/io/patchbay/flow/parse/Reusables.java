package io.patchbay.flow.parse;

import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.RetryRule;
import java.util.List;

/** What {@code use} declares, by name. Filled before the tasks are read. */
final class Reusables {
  final Declared<AuthenticationRule> authentications = new Declared<>();
  final Declared<ErrorRule> errors = new Declared<>();
  final Declared<RetryRule> retries = new Declared<>();
  final Declared<DurationRule> timeouts = new Declared<>();
  final DeclaredNames secrets = new DeclaredNames();
  final DeclaredNames functions = new DeclaredNames();
  List<Extension> extensions = List.of();

  List<Extension> extensionsOf(String keyword) {
    return extensions.stream().filter(extension -> extension.extendsKind(keyword)).toList();
  }
}
