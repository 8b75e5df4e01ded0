package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Native;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All functions of the language: those written here, those defined in jq, those refused. */
public final class Builtins {
  private static final Set<String> ENVIRONMENT =
      Set.of("env", "get_search_list", "halt", "halt_error");
  private static final Set<String> INPUTS =
      Set.of("input", "inputs", "input_filename", "input_line_number", "debug", "stderr");
  private static final Set<String> MODULES =
      Set.of("modulemeta", "import", "include", "get_prog_origin", "get_jq_origin");

  private Builtins() {}

  public static Map<String, Native> natives() {
    Registry registry = new Registry();
    ControlFunctions.register(registry);
    CollectionFunctions.register(registry);
    SortFunctions.register(registry);
    PathFunctions.register(registry);
    StringFunctions.register(registry);
    TypeFunctions.register(registry);
    MathFunctions.register(registry);
    RegexFunctions.register(registry);
    DateFunctions.register(registry);
    StreamFunctions.register(registry);
    return registry.natives();
  }

  /** Why a function of jq does not exist here, or null. */
  public static @Nullable String refusal(String name) {
    if (ENVIRONMENT.contains(name)) {
      return "an expression cannot read the environment or stop the process";
    }
    if (INPUTS.contains(name)) {
      return "an expression has one input, '.', and no terminal to write to";
    }
    return MODULES.contains(name) ? "an expression cannot load modules" : null;
  }

  /** Definitions in the language itself; each may use those before it. */
  public static List<String> definitions() {
    return List.of(
        "def while(c; f): def w: if c then ., (f | w) else empty end; w;",
        "def until(c; f): def u: if c then . else f | u end; u;",
        "def repeat(f): def r: f, r; r;",
        "def recurse(f): def r: ., (f | r); r;",
        "def recurse(f; c): def r: ., (f | select(c) | r); r;",
        "def values: select(. != null);",
        "def nulls: select(. == null);",
        "def booleans: select(type == \"boolean\");",
        "def numbers: select(type == \"number\");",
        "def strings: select(type == \"string\");",
        "def arrays: select(type == \"array\");",
        "def objects: select(type == \"object\");",
        "def iterables: select(type | . == \"array\" or . == \"object\");",
        "def scalars: select(type | . != \"array\" and . != \"object\");",
        "def finites: select(isfinite);",
        "def normals: select(isnormal);",
        "def map_values(f): .[] |= f;",
        "def with_entries(f): to_entries | map(f) | from_entries;",
        "def combinations: if length == 0 then [] else"
            + " .[0][] as $x | .[1:] as $rest | ($rest | combinations) as $y | [$x] + $y end;",
        "def combinations(n): . as $dot | [range(n) | $dot] | combinations;",
        "def in(xs): . as $x | xs | has($x);",
        "def inside(xs): . as $x | xs | contains($x);",
        "def todate: strftime(\"%Y-%m-%dT%H:%M:%SZ\");",
        "def todateiso8601: todate;",
        "def fromdateiso8601: strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime;",
        "def fromdate: fromdateiso8601;",
        "def date: todate;",
        "def dateadd(u; n): . + n;",
        "def datesub(u; n): . - n;",
        "def isvalid(f): try (f | true) catch false;",
        "def INDEX(s; f): reduce s as $row ({}; .[$row | f | tostring] = $row);",
        "def INDEX(f): INDEX(.[]; f);",
        "def IN(s): any(s == .; .);",
        "def IN(source; s): any(source == s; .);",
        "def JOIN($index; f): [.[] | [., $index[f]]];",
        "def JOIN($index; s; f): s | [., $index[f]];",
        "def JOIN($index; s; f; join): s | [., $index[f]] | join;",
        "def ascii: [.] | implode;",
        "def capture(re): capture(re; null);",
        "def scan(re): scan(re; null);",
        "def sub(re; f): sub(re; f; \"\");",
        "def gsub(re; f; $flags): sub(re; f; $flags + \"g\");",
        "def gsub(re; f): sub(re; f; \"g\");",
        "def splits(re): splits(re; null);",
        "def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p)"
            + " | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);",
        "def truncate_stream(s): . as $n | null | s | . as $in"
            + " | if (.[0] | length) > $n then setpath([0]; $in[0][$n:]) else empty end;");
  }
}
