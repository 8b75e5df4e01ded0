package io.patchbay.platform.docs;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the {@code type} of a problem links to: {@code /docs/errors/<code>}, and {@code
 * /docs/errors/} with all codes. Open to everybody; the pages say nothing about the installation.
 */
@WebServlet("/docs/*")
public class DocsServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1;

  private static final String ERRORS = "/errors/";

  private final transient ErrorPages pages = new ErrorPages();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Objects.requireNonNullElse(request.getPathInfo(), "");
    switch (path) {
      case "", "/", "/errors" -> response.sendRedirect("/docs" + ERRORS);
      case ERRORS -> html(response, 200, pages.index());
      case "/style.css" -> style(response);
      default -> {
        String code = path.startsWith(ERRORS) ? path.substring(ERRORS.length()) : path;
        var page = pages.find(code);
        html(response, page.isPresent() ? 200 : 404, page.orElseGet(() -> pages.missing(code)));
      }
    }
  }

  private static void html(HttpServletResponse response, int status, String page)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-cache");
    send(response, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private static void style(HttpServletResponse response) throws IOException {
    try (InputStream in = DocsServlet.class.getResourceAsStream("/docs/style.css")) {
      response.setHeader("Cache-Control", "no-cache");
      send(response, "text/css;charset=UTF-8", Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static void send(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
