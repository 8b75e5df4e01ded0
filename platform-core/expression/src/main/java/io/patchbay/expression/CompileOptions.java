package io.patchbay.expression;

import java.util.Optional;
import java.util.Set;

/**
 * What an expression may refer to.
 *
 * @param variables names of the variables it may use, without the dollar sign; empty: any name
 */
public record CompileOptions(Optional<Set<String>> variables) {
  public CompileOptions {
    variables = variables.map(Set::copyOf);
  }

  /** Any variable may be used; one that has no value at evaluation is an error then. */
  public static CompileOptions anyVariable() {
    return new CompileOptions(Optional.empty());
  }

  /** Only these variables may be used; another name does not compile. */
  public static CompileOptions withVariables(String... names) {
    return new CompileOptions(Optional.of(Set.of(names)));
  }

  public static CompileOptions withVariables(Set<String> names) {
    return new CompileOptions(Optional.of(names));
  }
}
