package io.patchbay.platform.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorPagesRenderTest {

  private final ErrorPages pages = new ErrorPages();

  @Test
  void everyListedCodeIsRenderedOnce() {
    assertTrue(pages.codes().size() > 100);
    for (String code : pages.codes()) {
      String page = pages.find(code).orElseThrow();
      assertTrue(page.contains("<h1>" + code + "</h1>"), code);
      assertFalse(page.contains("<script") || page.contains("style=\""), code);
      assertSame(page, pages.find(code).orElseThrow());
    }
  }

  @Test
  void theIndexLinksToServedPages() {
    assertTrue(pages.index().contains("href=\"/docs/errors/flow.empty\""));
    assertFalse(pages.index().contains(".md\""));
  }

  @Test
  void anUnknownCodeIsEscapedAndLeadsToItsNeighbours() {
    assertEquals(Optional.empty(), pages.find("run.<b>x"));
    assertEquals(Optional.empty(), pages.find("README"));
    assertEquals(Optional.empty(), pages.find("../style.css"));
    String page = pages.missing("flow.<b>x");
    assertTrue(page.contains("<code>flow.&lt;b&gt;x</code>"));
    assertTrue(page.contains("<a href=\"/docs/errors/flow.empty\">"));
    assertTrue(page.contains("<a href=\"/docs/errors/\">All codes</a>"));
    assertTrue(pages.missing("x".repeat(5_000)).length() < 2_000);
  }

  @Test
  void rawHtmlOfTheTextIsShownAsText() {
    String page = MarkdownPage.render("t", "<script>alert(1)</script>\n\n[x](javascript:alert(1))");
    assertTrue(page.contains("&lt;script&gt;"));
    assertFalse(page.contains("javascript:"));
  }
}
