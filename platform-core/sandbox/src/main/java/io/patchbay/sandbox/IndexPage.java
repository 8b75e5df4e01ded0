package io.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The page at {@code /}: which third parties there are and what they answer to. */
final class IndexPage {

  private IndexPage() {}

  static Reply show(Map<Party, Routes> parties, Routes control) {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Patchbay sandbox</title>
            <style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
            color-scheme:light dark}code{white-space:nowrap}li{margin:.2rem 0}</style>
            <h1>Patchbay sandbox</h1>
            <p>Pretend third parties. Nothing here is real: no money moves and no mail leaves.</p>
            """);
    parties.forEach(
        (party, routes) ->
            page.append("<h2>")
                .append(party.id())
                .append("</h2><p>")
                .append(party.about())
                .append("</p><ul>")
                .append(list("/" + party.id(), routes))
                .append("</ul>"));
    page.append(
            """
            <h2>Switches</h2>
            <p>One request: header <code>X-Sandbox-Fault</code> or query <code>_fault</code> with
            <code>delay=2000</code>, <code>status=500</code>, <code>429;retry-after=3</code>,
            <code>cut</code>, <code>cut-body</code>, <code>bad-json</code>, <code>drip</code>,
            <code>huge</code>; join several with a semicolon.</p><ul>
            """)
        .append(list("/_sandbox", control))
        .append("</ul>");
    return Reply.of(
        200, "text/html; charset=utf-8", page.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String list(String prefix, Routes routes) {
    return routes.all().stream()
        .map(
            route ->
                "<li><code>"
                    + route.show().replaceFirst(" ", " " + prefix)
                    + "</code>"
                    + (route.keyed() ? " honours Idempotency-Key" : ""))
        .collect(Collectors.joining("\n"));
  }
}
