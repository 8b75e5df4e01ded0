package io.patchbay.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The error codes that stand in sources. A code is what is handed to a parameter named {@code code}
 * of any record, constructor or reporting method declared in those sources. A method that only
 * hands its own parameter on, as it is or with a fixed part before or behind it, is followed to its
 * callers.
 */
final class ErrorCodes {

  /** A parameter that takes a code, and what is put before and behind it. */
  private record Carrier(String owner, boolean ofClass, int index, String prefix, String suffix) {}

  private record Call(
      String place, @Nullable String receiver, List<? extends ExpressionTree> arguments) {}

  private final Map<String, List<Carrier>> carriers = new HashMap<>();
  private final SortedSet<String> codes = new TreeSet<>();
  private final SortedSet<String> unreadable = new TreeSet<>();
  private boolean grown;

  /** Codes with a page of their own: {@code flow.empty}, {@code internal}. */
  SortedSet<String> pages() {
    return filtered(true);
  }

  /** Short codes that occur only beside a field of a request: {@code too-long}. */
  SortedSet<String> fields() {
    return filtered(false);
  }

  /** Places where the code cannot be read from the source. */
  SortedSet<String> unreadable() {
    return unreadable;
  }

  private SortedSet<String> filtered(boolean page) {
    SortedSet<String> found = new TreeSet<>(codes);
    found.removeIf(code -> page != (code.contains(".") || code.equals("internal")));
    return found;
  }

  static ErrorCodes in(List<Path> roots) throws IOException {
    ErrorCodes found = new ErrorCodes();
    List<CompilationUnitTree> units = parse(roots);
    units.forEach(unit -> unit.accept(found.new Declarations(), null));
    do {
      found.grown = false;
      units.forEach(unit -> unit.accept(found.new Calls(unit), null));
    } while (found.grown);
    return found;
  }

  private static List<CompilationUnitTree> parse(List<Path> roots) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> tree = Files.walk(root)) {
        tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return units;
    }
  }

  private void carrier(String name, int arity, Carrier carrier) {
    List<Carrier> known = carriers.computeIfAbsent(name + "/" + arity, _ -> new ArrayList<>());
    if (!known.contains(carrier)) {
      known.add(carrier);
      grown = true;
    }
  }

  /** Keeps track of the class and method in which a tree stands. */
  private abstract static class Walk extends TreeScanner<@Nullable Void, @Nullable Void> {
    final Deque<String> classes = new ArrayDeque<>();
    final Deque<MethodTree> methods = new ArrayDeque<>();

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      classes.push(tree.getSimpleName().toString());
      super.visitClass(tree, null);
      classes.pop();
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
      methods.push(tree);
      super.visitMethod(tree, null);
      methods.pop();
      return null;
    }

    String nameOf(MethodTree method) {
      String name = method.getName().toString();
      return name.equals("<init>") ? "new " + classes.getFirst() : name;
    }

    Carrier carrierOf(MethodTree method, int index, String prefix, String suffix) {
      boolean ofClass = method.getModifiers().getFlags().contains(Modifier.STATIC);
      return new Carrier(String.valueOf(classes.peek()), ofClass, index, prefix, suffix);
    }
  }

  private final class Declarations extends Walk {
    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      if (tree.getKind() == Tree.Kind.RECORD) {
        String name = tree.getSimpleName().toString();
        List<VariableTree> components =
            tree.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(v -> !v.getModifiers().getFlags().contains(Modifier.STATIC))
                .toList();
        seed("new " + name, components, new Carrier(name, false, 0, "", ""));
      }
      return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
      if (reports(tree)) {
        seed(nameOf(tree), tree.getParameters(), carrierOf(tree, 0, "", ""));
      }
      return super.visitMethod(tree, null);
    }

    /** Not those that look a code up: they give something else back. */
    private boolean reports(MethodTree method) {
      String gives = String.valueOf(method.getReturnType());
      return method.getReturnType() == null || gives.equals("void") || gives.equals(classes.peek());
    }

    private void seed(String name, List<? extends VariableTree> parameters, Carrier like) {
      for (int i = 0; i < parameters.size(); i++) {
        VariableTree parameter = parameters.get(i);
        if (parameter.getName().contentEquals("code")
            && String.valueOf(parameter.getType()).equals("String")) {
          carrier(name, parameters.size(), new Carrier(like.owner(), like.ofClass(), i, "", ""));
        }
      }
    }
  }

  private final class Calls extends Walk {
    private final CompilationUnitTree unit;

    Calls(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      switch (tree.getMethodSelect()) {
        case IdentifierTree name ->
            call(name.getName().toString(), null, tree.getArguments(), tree);
        case MemberSelectTree select ->
            call(
                select.getIdentifier().toString(),
                select.getExpression().toString(),
                tree.getArguments(),
                tree);
        default -> {}
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
      String name = tree.getIdentifier().toString();
      String simple = name.substring(name.lastIndexOf('.') + 1);
      call("new " + simple, simple, tree.getArguments(), tree);
      return super.visitNewClass(tree, null);
    }

    private void call(
        String name,
        @Nullable String receiver,
        List<? extends ExpressionTree> arguments,
        Tree tree) {
      Call call = new Call(unit.getSourceFile().getName() + ": " + tree, receiver, arguments);
      for (Carrier carrier :
          List.copyOf(carriers.getOrDefault(name + "/" + arguments.size(), List.of()))) {
        if (name.startsWith("new ") || meant(carrier, receiver)) {
          read(call.arguments().get(carrier.index()), carrier, call);
        }
      }
    }

    /** Whether a call by this name is probably one of this method, as far as a source tells. */
    private boolean meant(Carrier carrier, @Nullable String receiver) {
      if (receiver == null) {
        return classes.contains(carrier.owner());
      }
      String last = receiver.substring(receiver.lastIndexOf('.') + 1);
      boolean type = receiver.matches("[\\w.]+") && Character.isUpperCase(last.charAt(0));
      return carrier.ofClass() ? type && last.equals(carrier.owner()) : !type;
    }

    private void read(ExpressionTree argument, Carrier carrier, Call call) {
      switch (argument) {
        case LiteralTree literal when literal.getValue() instanceof String text ->
            codes.add(carrier.prefix() + text + carrier.suffix());
        case ParenthesizedTree inner -> read(inner.getExpression(), carrier, call);
        case ConditionalExpressionTree either -> {
          read(either.getTrueExpression(), carrier, call);
          read(either.getFalseExpression(), carrier, call);
        }
        case IdentifierTree name -> handedOn(name, carrier.prefix(), carrier.suffix(), call);
        case BinaryTree sum
            when sum.getLeftOperand() instanceof LiteralTree fixed
                && sum.getRightOperand() instanceof IdentifierTree name ->
            handedOn(name, carrier.prefix() + fixed.getValue(), carrier.suffix(), call);
        case BinaryTree sum
            when sum.getLeftOperand() instanceof IdentifierTree name
                && sum.getRightOperand() instanceof LiteralTree fixed ->
            handedOn(name, carrier.prefix(), fixed.getValue() + carrier.suffix(), call);
        case MethodInvocationTree known when known.toString().endsWith(".code()") -> {}
        default -> unreadable.add(call.place());
      }
    }

    /** The argument is a name: of the surrounding method's parameter, or nothing we can follow. */
    private void handedOn(IdentifierTree name, String prefix, String suffix, Call call) {
      MethodTree method = methods.peek();
      if (method != null) {
        for (int i = 0; i < method.getParameters().size(); i++) {
          if (method.getParameters().get(i).getName().equals(name.getName())) {
            carrier(
                nameOf(method),
                method.getParameters().size(),
                carrierOf(method, i, prefix, suffix));
            return;
          }
        }
      }
      unreadable.add(call.place());
    }
  }
}
