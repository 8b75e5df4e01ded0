package io.patchbay.expression.eval;

import io.patchbay.expression.builtin.Builtins;
import io.patchbay.expression.syntax.Ast;
import io.patchbay.expression.syntax.Parser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every function an expression may call, by name and number of arguments; made once. */
final class Library {
  static final Library INSTANCE = new Library();

  private final Map<String, Native> natives = Builtins.natives();
  private final Map<String, NameCodes.Function> functions = new HashMap<>();

  private Library() {
    for (String definition : Builtins.definitions()) {
      if (!(Parser.parse(definition) instanceof Ast.Define(int at, Ast.Function f, Ast rest))) {
        throw new IllegalStateException("not a definition: " + definition);
      }
      Compiler compiler = new Compiler(this);
      functions.put(key(f.name(), f.parameters().size()), compiler.function(f));
    }
  }

  static String key(String name, int arity) {
    return name + "/" + arity;
  }

  @Nullable Native findNative(String name, int arity) {
    return natives.get(key(name, arity));
  }

  NameCodes.@Nullable Function findFunction(String name, int arity) {
    return functions.get(key(name, arity));
  }

  /** Name and arity of all, without those that are only for other functions. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(natives.keySet());
    names.addAll(functions.keySet());
    names.addAll(List.of("builtins/0"));
    names.removeIf(n -> n.startsWith("_"));
    return names;
  }
}
