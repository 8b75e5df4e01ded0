package io.patchbay.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes expressions at random over the whole grammar and all functions, hostile values first. */
final class Grammar {
  private static final List<String> LEAVES =
      List.of(
          ".",
          "..",
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "2.5",
          "1e9",
          "1e308",
          "1e-320",
          "2147483648",
          "9007199254740993",
          "123456789012345678901234567890",
          "nan",
          "infinite",
          "\"\"",
          "\"a\"",
          "\"abc, é😀\\u0000\"",
          "\"(a+)+$\"",
          "\"%Y-%m-%dT%H:%M:%SZ\"",
          "\"[[[[[1\"",
          "\"gx\"",
          "[]",
          "{}",
          "[1,[2]]",
          "{\"a\":{\"b\":[1,2,3]},\"c\":null}",
          "range(10)",
          "range(1e5)",
          "range(1e12)",
          "empty",
          "error(\"x\")",
          "error(null)",
          ".a",
          ".a.b",
          ".[]",
          ".[0]",
          ".[-1]",
          ".[1:]",
          ".[]?",
          ".a[]?.b",
          "$__loc__",
          "(\"x\" * 1e5)",
          "(\"ab\" * 1e6)",
          "([range(1e4)])",
          "([limit(1e3; repeat(\"k\"))])",
          "(reduce range(30) as $i (1; [., .]))",
          "(reduce range(40) as $i ({}; {a: ., b: .}))",
          "(reduce range(300) as $i (0; [.]))",
          "[\"a\",0,{\"start\":1,\"end\":null}]",
          "now",
          "{\"start\":1,\"end\":null}",
          "[[\"a\"],[0]]",
          "[0,1,2,3,4,5,6,7]",
          "1425599621",
          "\"2015-03-05T23:51:47Z\"",
          "[2024,1,1,0,0,0,0,0]",
          "[1e18,1e18,1e18]");
  private static final List<String> BINARY =
      List.of(
          "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "//", ",", "|",
          "|", "|", "|", ",");
  private static final List<String> ASSIGN =
      List.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");
  private static final List<String> FORMATS =
      List.of(
          "text", "json", "csv", "tsv", "html", "uri", "urid", "sh", "base64", "base64d", "base32",
          "base32d");

  private final RandomGenerator random;
  private final List<String> functions;
  private final List<String> variables = new ArrayList<>();
  private final List<String> defined = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int names;

  /**
   * @param functions as name/arity
   */
  Grammar(RandomGenerator random, List<String> functions) {
    this.random = random;
    this.functions = functions;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  String expression(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    int d = depth - 1;
    return switch (random.nextInt(26)) {
      case 0, 1, 2, 3 -> "(" + expression(d) + " " + one(BINARY) + " " + expression(d) + ")";
      case 4, 5, 6, 7, 8 -> call(d);
      case 9 -> "[" + expression(d) + "]";
      case 10 -> object(d);
      case 11 -> "(" + expression(d) + " " + one(ASSIGN) + " " + expression(d) + ")";
      case 12 -> "if " + expression(d) + " then " + expression(d) + otherwise(d) + " end";
      case 13 -> "(try " + atom(d) + (random.nextBoolean() ? "" : " catch " + atom(d)) + ")";
      case 14 -> fold(d);
      case 15 -> bind(d);
      case 16 -> label(d);
      case 17 -> define(d);
      case 18 -> "\"a\\(" + expression(d) + ")b\\(" + expression(d) + ")\"";
      case 19 -> "(@" + one(FORMATS) + " \"\\(" + expression(d) + ")\")";
      case 20 -> "(" + expression(d) + "|@" + one(FORMATS) + ")";
      case 21 -> atom(d) + "[" + expression(d) + "]";
      case 22 -> atom(d) + "[" + expression(d) + ":" + expression(d) + "]";
      case 23 -> atom(d) + (random.nextBoolean() ? "[]" : ".a") + (random.nextBoolean() ? "?" : "");
      case 24 -> "(-" + atom(d) + ")";
      default -> "(" + expression(d) + "|" + expression(d) + ")";
    };
  }

  private String atom(int d) {
    return "(" + expression(d) + ")";
  }

  private String leaf() {
    if (!variables.isEmpty() && random.nextInt(4) == 0) {
      return one(variables);
    }
    if (!labels.isEmpty() && random.nextInt(8) == 0) {
      return "break " + one(labels);
    }
    if (!defined.isEmpty() && random.nextInt(3) == 0) {
      return one(defined);
    }
    return one(LEAVES);
  }

  private String call(int d) {
    String function = one(functions);
    int slash = function.indexOf('/');
    int arity = Integer.parseInt(function.substring(slash + 1));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      arguments.add(expression(d));
    }
    String call =
        function.substring(0, slash) + (arity == 0 ? "" : "(" + String.join("; ", arguments) + ")");
    return "(" + expression(d) + "|" + call + ")";
  }

  private String otherwise(int d) {
    return random.nextBoolean() ? "" : " else " + expression(d);
  }

  private String object(int d) {
    return switch (random.nextInt(4)) {
      case 0 -> "{a: " + atom(d) + ", \"b c\": " + atom(d) + "}";
      case 1 -> "{(" + expression(d) + "): " + atom(d) + "}";
      case 2 -> variables.isEmpty() ? "{a}" : "{" + one(variables) + ", and: 1}";
      default -> "{\"x\\(" + expression(d) + ")\": 1, @base64 \"y\": 2, a}";
    };
  }

  private String fresh() {
    return "$v" + names++;
  }

  private String pattern(List<String> bound) {
    String a = fresh();
    String b = fresh();
    bound.add(a);
    return switch (random.nextInt(4)) {
      case 0 -> {
        bound.add(b);
        yield "[" + a + ", {a: " + b + "}]";
      }
      case 1 -> {
        bound.add(b);
        yield "{" + a + ", (\"a\", \"b\"): " + b + "}";
      }
      default -> a;
    };
  }

  private String within(List<String> scope, List<String> bound, int d) {
    scope.addAll(bound);
    String text = expression(d);
    for (int i = 0; i < bound.size(); i++) {
      scope.removeLast();
    }
    return text;
  }

  private String fold(int d) {
    List<String> bound = new ArrayList<>();
    String source = atom(d);
    String pattern = pattern(bound);
    String init = expression(d);
    String update = within(variables, bound, d);
    return random.nextBoolean()
        ? "reduce " + source + " as " + pattern + " (" + init + "; " + update + ")"
        : "foreach "
            + source
            + " as "
            + pattern
            + " ("
            + init
            + "; "
            + update
            + (random.nextBoolean() ? ")" : "; " + within(variables, bound, d) + ")");
  }

  private String bind(int d) {
    List<String> bound = new ArrayList<>();
    String source = atom(d);
    String pattern = pattern(bound);
    if (random.nextInt(3) == 0) {
      pattern += " ?// " + pattern(bound);
    }
    return "(" + source + " as " + pattern + " | " + within(variables, bound, d) + ")";
  }

  private String label(int d) {
    String label = fresh();
    return "(label " + label + " | " + within(labels, List.of(label), d) + ")";
  }

  private String define(int d) {
    String name = "f" + names++;
    if (random.nextBoolean()) {
      String body = within(defined, List.of(name), d);
      return "(def " + name + ": " + body + "; " + within(defined, List.of(name), d) + ")";
    }
    String parameter = "g" + names++;
    String body = within(defined, List.of(parameter, name + "(" + parameter + ")"), d);
    String use = name + "(" + expression(d) + ")";
    return "(def "
        + name
        + "("
        + parameter
        + "): "
        + body
        + "; "
        + within(defined, List.of(use), d)
        + ")";
  }
}
