package io.patchbay.flow.parse;

import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.RetryRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code use} declares, by name. Filled before the tasks are read. */
final class Reusables {
  final Map<String, AuthenticationRule> authentications = new LinkedHashMap<>();
  final Map<String, ErrorRule> errors = new LinkedHashMap<>();
  final Map<String, RetryRule> retries = new LinkedHashMap<>();
  final Map<String, DurationRule> timeouts = new LinkedHashMap<>();
  final Set<String> secrets = new LinkedHashSet<>();
  final Set<String> functions = new LinkedHashSet<>();
  List<Extension> extensions = List.of();

  List<Extension> extensionsOf(String keyword) {
    return extensions.stream().filter(extension -> extension.extendsKind(keyword)).toList();
  }
}
