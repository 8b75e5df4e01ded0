package io.patchbay.connector;

import java.util.Optional;

/** {@code connector.function}, as flows write it. */
public record FunctionName(String connector, String function) {

  public static Optional<FunctionName> parse(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1
        ? Optional.of(new FunctionName(name.substring(0, dot), name.substring(dot + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return connector + "." + function;
  }
}
