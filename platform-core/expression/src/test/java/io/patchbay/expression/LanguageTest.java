package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.expression.ExpressionException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LanguageTest {
  /** Answers compared with those of jq 1.8.1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[(1,2)+(10,20)] ~ null ~ [11,12,21,22]",
        "[{a:(1,2), b:(3,4)}] ~ null ~"
            + " [{\"a\":1,\"b\":3},{\"a\":1,\"b\":4},{\"a\":2,\"b\":3},{\"a\":2,\"b\":4}]",
        "[\"\\(1,2)-\\(3,4)\"] ~ null ~ [\"1-3\",\"2-3\",\"1-4\",\"2-4\"]",
        "def f($a;$b): [$a,$b]; [f(1,2;3,4)] ~ null ~ [[1,3],[1,4],[2,3],[2,4]]",
        "[pow(2,3; 1,2)] ~ null ~ [2,3,4,9]",
        "[range(0,1;3,4)] ~ null ~ [0,1,2,0,1,2,3,1,2,1,2,3]",
        "[.[0,1][0,1]] ~ [[1,2],[3,4]] ~ [1,3,2,4]",
        "[limit(5;repeat(.*2))] ~ 1 ~ [2,2,2,2,2]",
        "def f: def g: 3; g; f ~ null ~ 3",
        "def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; [.[]|fac] ~ [1,5] ~ [1,120]",
        "def f(g): def h: g; [h, g]; 1 as $x | f($x + .) ~ 1 ~ [2,2]",
        "[label $f | 1, break $f, 2] ~ null ~ [1]",
        "[.[] as [$a] ?// $a | $a] ~ [[1],2] ~ [1,2]",
        ". as {a: $x, (\"b\",\"c\"): $y} | [$x,$y] ~ {\"a\":1,\"b\":2,\"c\":3} ~ [1,2] [1,3]",
        "reduce range(5) as $x (0; empty) ~ null ~ null",
        "[foreach range(3) as $x (0; (.+$x, .+1))] ~ null ~ [0,1,2,2,4,3]",
        "[.[] | (1, error(\"x\"), 2)?] ~ [0,0] ~ [1,1]",
        "[(1,2) | try (if . == 2 then error(\"a\") else . end) catch .] ~ null ~ [1,\"a\"]",
        "try ((1,2) | try . catch \"inner\" | error(\"outer\")) catch . ~ null ~ \"outer\"",
        ".a.b |= empty ~ {\"a\":{\"b\":1,\"c\":2}} ~ {\"a\":{\"c\":2}}",
        "(.[] | select(. >= 2)) |= empty ~ [1,5,3,0,7] ~ [1,0]",
        ".[2:4] |= map(.*2) ~ [1,2,3,4,5] ~ [1,2,6,8,5]",
        ".[1:] = [9] ~ [1,2,3] ~ [1,9]",
        ".a += (1,2) ~ {\"a\":1} ~ {\"a\":2} {\"a\":3}",
        ".a //= 3 ~ {\"a\":false} ~ {\"a\":3}",
        "del(.[-1], .[0:1]) ~ [1,2,3,4] ~ [2,3]",
        "del(..) ~ [1] ~ null",
        "to_entries ~ {\"b\":1,\"a\":2} ~ [{\"key\":\"b\",\"value\":1},{\"key\":\"a\",\"value\":2}]",
        "pick(.a[1]) ~ {\"a\":[1,2,3]} ~ {\"a\":[null,2]}",
        "path(first(.a,.b)) ~ null ~ [\"a\"]",
        "[path(.a[].b?)] ~ {\"a\":[{\"b\":1},1]} ~ [[\"a\",0,\"b\"]]",
        "[nan] == [nan], nan < nan, ([nan,1]|sort) ~ null ~ false true [null,1]",
        "4 % -3, -5 % 3, 5.9 % 2 ~ null ~ 1 -2 1",
        "[\"x\" * (0, -1, 0.5, 1.5, 3)] ~ null ~ [\"\",null,\"x\",\"x\",\"xxx\"]",
        "[.[]|tonumber?] ~ [\"1\",\"0x10\",\" 1\",\"-5\",\".5\",\"5.\"] ~ [1,-5,0.5,5]",
        "group_by(.a) ~ [{\"a\":1,\"b\":2},{\"b\":3}] ~ [[{\"b\":3}],[{\"a\":1,\"b\":2}]]",
        "[walk(if type==\"number\" then .+1, .+2 else . end)] ~ [1,[2]] ~ [[2,3,[3,4]]]",
        "indices(\", \") ~ \"é, b, c\" ~ [1,4]",
        "@uri ~ \"é ü-_.!*'()\" ~ \"%C3%A9%20%C3%BC-_.%21%2A%27%28%29\"",
        "@json \"v=\\(.)\" ~ \"a\" ~ \"v=\\\"a\\\"\"",
        "@base32 ~ \"hello\" ~ \"NBSWY3DP\"",
        "@base32d ~ \"NBSWY3DP\" ~ \"hello\"",
        "[.[]|@base64d] ~ [\"aGVsbG8\",\"YQ==\",\"4pyT\"] ~ [\"hello\",\"a\",\"✓\"]",
        "@tsv ~ [\"a\\tb\",null,1] ~ \"a\\\\tb\\t\\t1\"",
        "trim ~ \" \\u00a0a\\t\" ~ \"a\"",
        "[1e17,1e18,123456789012345678901,1e-5,5e-324]|map(.+0|tojson)|join(\" \") ~ null ~"
            + " \"1e+17 1e+18 123456789012345680000 1e-05 5e-324\"",
        "tojson ~ 12345678901234567890123 ~ \"12345678901234567890123\"",
        "[fromstream(tostream)] ~ {\"a\":[1,{\"b\":2}],\"c\":[]} ~ [{\"a\":[1,{\"b\":2}],\"c\":[]}]",
        "$__loc__ ~ null ~ {\"file\":\"<top-level>\",\"line\":1}"
      })
  void answersAsJqDoes(String source, String input, String expected) {
    assertEquals(expected, Jq.out(source, input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[match(\"(?<x>a)|(?<y>b)\"; \"g\") | .offset, (.captures[] | .name, .string)] ~ \"xayb\" ~"
            + " [1,\"x\",\"a\",\"y\",null,3,\"x\",null,\"y\",\"b\"]",
        "[match(\"\"; \"g\").offset] ~ \"añ😀b\" ~ [0,1,2,3,4]",
        "[match(\"b\").offset] ~ \"😀b\" ~ [1]",
        "test(\"A\"; \"i\"), test([\"A\", \"i\"]), test(\"A\") ~ \"a\" ~ true true false",
        "test(\"a b # c\"; \"x\") ~ \"ab\" ~ true",
        "capture(\"(?<a>x)(?<n>y)?\") ~ \"x\" ~ {\"a\":\"x\",\"n\":null}",
        "[scan(\"a(b)?\")] ~ \"abaa\" ~ [[\"b\"],[null],[null]]",
        "[splits(\", *\")] ~ \"a, b,c\" ~ [\"a\",\"b\",\"c\"]",
        "split(\"a+\"; null) ~ \"baab\" ~ [\"b\",\"b\"]",
        "[sub(\"(?<x>a)\"; \"\\(.x)1\", \"\\(.x)2\")] ~ \"aba\" ~ [\"a1ba\",\"a2ba\"]",
        "[gsub(\"a\"; \"b\", \"c\")] ~ \"aXa\" ~ [\"bXb\",\"cXc\"]",
        "test(\"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$\") ~"
            + " \"123e4567-e89b-12d3-a456-426614174000\" ~ true",
        "gsub(\"\"; \"-\") ~ \"abc\" ~ \"-a-b-c-\"",
        "gsub(\"\\\\p{L}\"; \"x\") ~ \"aé1\" ~ \"xx1\"",
        "strptime(\"%d %b %Y %H:%M:%S %z\") | mktime ~ \"05 Mar 2015 23:51:47 +0100\" ~ 1425599507",
        "strptime(\"%A, %B %d, %Y\") ~ \"Thursday, March 05, 2015\" ~ [2015,2,5,0,0,0,4,63]",
        "mktime ~ [2024,8,21] ~ 1726876800",
        "todate ~ 1425599621.678 ~ \"2015-03-05T23:53:41Z\"",
        "strftime(\"%a %j %U %V %e %I%p %%\") ~ 1425599621 ~ \"Thu 064 09 10  5 11PM %\"",
        "gmtime | mktime ~ 1425599621 ~ 1425599621"
      })
  void matchesTextAndReadsDates(String source, String input, String expected) {
    assertEquals(expected, Jq.out(source, input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        ".a ~ [1] ~ Cannot index array with string \"a\"",
        ".[0] ~ {} ~ Cannot index object with number",
        ".[] ~ 1 ~ Cannot iterate over number (1)",
        ". + 1 ~ {\"a\":\"xxxxxxxxxxxxxxxxx\"} ~"
            + " object ({\"a\":\"xxxxx...) and number (1) cannot be added",
        "1 % . ~ 0 ~ number (1) and number (0) cannot be divided (remainder) because the divisor"
            + " is zero",
        "path(1) ~ null ~ Invalid path expression with result 1",
        "(1|.a) = 2 ~ null ~ Cannot index number with \"a\"",
        "(.a|tostring|.[0:1]) = 2 ~ null ~"
            + " Invalid path expression near attempt to access element"
            + " {\"start\":0,\"end\":1} of \"null\"",
        "rtrimstr(\"a\") ~ null ~ endswith() requires string inputs",
        "keys ~ 1 ~ number (1) has no keys",
        "tonumber ~ \"abc\" ~ string (\"abc\") cannot be parsed as a number",
        "@csv ~ [[1]] ~ array ([1]) is not valid in a csv row",
        "strptime(\"%Y\") ~ \"x\" ~ date \"x\" does not match format \"%Y\"",
        "$missing ~ null ~ The variable $missing has no value"
      })
  void explainsWhatDoesNotFit(String source, String input, String expected) {
    ExpressionException e = Jq.failure(source, input, Budget.STANDARD);
    assertEquals(Kind.TYPE, e.kind());
    assertEquals(expected, e.getMessage());
  }

  @Test
  void anErrorCarriesItsValue() {
    ExpressionException e = Jq.failure("error({code: .})", "42", Budget.STANDARD);
    assertEquals(Kind.ERROR, e.kind());
    assertEquals(Optional.of(Jq.json("{\"code\":42}")), e.value());
    assertEquals("(not a string): {\"code\":42}", e.getMessage());
  }

  @Test
  void firstStopsAfterTheFirstOutput() throws ExpressionException {
    Expression e = Jq.compile("1, error(\"too far\")");
    assertEquals(Optional.of(Jq.json("1")), e.first(Jq.json("null"), Map.of(), Budget.STANDARD));
    assertTrue(Jq.compile("empty").first(Jq.json("null"), Map.of(), Budget.STANDARD).isEmpty());
  }

  @Test
  void neverChangesTheInputAndSharesWithIt() throws ExpressionException {
    String text = "{\"a\":{\"x\":[1,2]},\"b\":[{\"c\":1}]}";
    JsonNode input = Jq.json(text);
    for (String source :
        new String[] {
          ".a.x[0] = 9",
          ".b[] += {d: 1}",
          "del(.a.x[0])",
          ".a.y = .a | .a.y.x = 1",
          "reduce range(3) as $i (.; .a.x += [$i])",
          ".b |= map(.c = 2) | .b[0].c |= .+1",
          "to_entries | .[0].value.z = 1",
          "walk(.)",
          ".a * {x: 1}",
          "[.b[], .b[]] | .[0].c = 5"
        }) {
      Jq.compile(source).all(input, Map.of(), Budget.STANDARD);
      assertEquals(text, input.toString(), source);
    }
    JsonNode changed = Jq.compile(".b = 1").first(input, Map.of(), Budget.STANDARD).orElseThrow();
    assertSame(input.get("a"), changed.get("a"));
  }

  @Test
  void assignmentNeverChangesAValueSomebodyHolds() {
    assertEquals("[[1],[1,2],[1,2,3]]", Jq.out("[foreach (1,2,3) as $i ([]; . + [$i])]"));
    assertEquals(
        "[{\"a\":1},{\"a\":1,\"b\":2}]",
        Jq.out("[foreach (\"a\",\"b\") as $k ({}; .[$k] = length + 1)]"));
    assertEquals("{\"a\":{\"b\":5},\"c\":{\"b\":1}}", Jq.out(".a.b = 1 | .c = .a | .a.b = 5"));
    assertEquals("[[0],[0,0]]", Jq.out("[[], []] | (.[0], .[1]) |= . + [0] | .[1] += [0]"));
    assertEquals(
        "{\"a\":{\"b\":2,\"copy\":{\"b\":1}}}",
        Jq.out("{a: {b: 1}} | (.a, .a.b) |= if type == \"object\" then .copy = . else 2 end"));
  }

  @Test
  void aStateThatReduceChangesInPlaceIsSeenByNobodyElse() {
    assertEquals(
        "[[1,2],[0]]",
        Jq.out("[0] as $s | [reduce (1,2) as $i ([]; . + [$i]), (reduce 1 as $i ($s; .) | .)]"));
    assertEquals(
        "{\"k\":{\"k\":{\"k\":{},\"a\":1},\"a\":2},\"a\":3}",
        Jq.out("reduce (1,2,3) as $i ({}; .k = . | .a = $i)"));
    assertEquals("[[[[],1],2],3]", Jq.out("reduce (1,2,3) as $i ([]; [., $i])"));
    assertEquals("[[],[[]],[[],[[]]]]", Jq.out("reduce (1,2,3) as $i ([]; . + [.])"));
    assertEquals(
        "{\"a\":[1],\"b\":[1,2]}", Jq.out("reduce (1,2) as $i ({}; .a = .b | .b += [$i])"));
    assertEquals(
        "{\"n\":3,\"l\":{\"n\":2,\"l\":{\"n\":1}}}",
        Jq.out("reduce (1,2,3) as $i ({n: 0}; if .n > 0 then .l = . else . end | .n = $i)"));
    assertEquals(
        "[[1],[1,2]]",
        Jq.out(
            "reduce (1,2) as $i ([[], []]; if $i == 1 then .[0] += [1] | .[1] = .[0]"
                + " else .[1] += [2] end)"));
    assertEquals("[1]", Jq.out("[1] as $a | reduce (1,2) as $i (null; . + $a) | $a"));
    assertEquals("{\"1\":{\"id\":1},\"2\":{\"id\":2}}", Jq.out("INDEX({id: 1}, {id: 2}; .id)"));
    assertEquals(
        "{\"x\":2,\"y\":1}",
        Jq.out(
            "reduce (1,2) as $i ({x: 0, y: 0}; (.x, .[if .x == $i then \"y\" else \"x\" end])"
                + " |= $i | .y = 1)"));
  }

  @Test
  void codeThatIsEnteredAgainKeepsItsBindings() {
    assertEquals(
        "[3,2,2,1]", Jq.out("def twice(h): h | h; [twice(limit(2; . as $x | $x + 1, $x))]", "1"));
  }

  @Test
  void readsTheClockItIsGiven() throws ExpressionException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.5Z"));
    EvaluationContext context = new EvaluationContext(Map.of(), Budget.STANDARD, clock);
    assertEquals(
        "[\"1772366400.5\",\"2026-03-01T12:00:00Z\"]",
        Jq.compile("[(now|tostring), (now|todate)]")
            .first(Jq.json("null"), context)
            .orElseThrow()
            .toString());
  }

  @Test
  void resultsAreValidJson() {
    assertEquals(
        "[null,1.7976931348623157E308,-1.7976931348623157E308]",
        Jq.out("[nan, infinite, -infinite]"));
  }
}
