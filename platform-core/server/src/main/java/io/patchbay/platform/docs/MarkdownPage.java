package io.patchbay.platform.docs;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as a plain HTML page: no scripts, no inline style, raw HTML shown as text. */
final class MarkdownPage {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).sanitizeUrls(true).build();

  private MarkdownPage() {}

  static String render(String title, String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(new ServedLinks());
    String home =
        title.equals("Errors") ? "" : "<nav><a href=\"/docs/errors/\">All codes</a></nav>\n";
    return page(title, home + RENDERER.render(document));
  }

  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Patchbay</title>
        <link rel="stylesheet" href="/docs/style.css">
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escaped(title), body);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** In the repository a page links to a file, here to its address. */
  private static final class ServedLinks extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      String target = link.getDestination();
      if (target.equals("README.md")) {
        link.setDestination("/docs/errors/");
      } else if (target.endsWith(".md") && !target.contains("/")) {
        link.setDestination("/docs/errors/" + target.substring(0, target.length() - 3));
      }
      visitChildren(link);
    }
  }
}
