package io.patchbay.platform.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The console's files. Names with a hash in them never change and are kept by browsers for a year;
 * every other path that is not a file is one of the console's pages and gets index.html.
 */
@WebServlet(urlPatterns = "/", asyncSupported = true)
public class ConsoleServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1;

  private static final String ROOT = "/WEB-INF/console";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=UTF-8"),
          Map.entry("js", "text/javascript;charset=UTF-8"),
          Map.entry("css", "text/css;charset=UTF-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain;charset=UTF-8"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"));

  private static final String NOT_BUILT =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Patchbay</title></head>
      <body><h1>Patchbay runs, and its console is not built yet</h1>
      <p>The REST API answers under <code>/api/v1</code>.</p>
      <p>To build the console: <code>cd web-console &amp;&amp; npm ci &amp;&amp; npm run build</code>, then build and start the server again,
      or start everything with <code>./patchbay run</code>.</p></body></html>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    String extension = extension(path);
    @Nullable String type = TYPES.get(extension);
    if (type != null && !path.contains("..") && send(response, path, type)) {
      return;
    }
    if (path.startsWith("/assets/") || path.equals("/api") || path.startsWith("/api/")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (!send(response, "/index.html", "text/html;charset=UTF-8")) {
      response.setContentType("text/html;charset=UTF-8");
      response.setHeader("Cache-Control", "no-cache");
      response.getOutputStream().write(NOT_BUILT.getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean send(HttpServletResponse response, String path, String type) throws IOException {
    try (@Nullable InputStream file = getServletContext().getResourceAsStream(ROOT + path)) {
      if (file == null) {
        return false;
      }
      response.setContentType(type);
      response.setHeader(
          "Cache-Control",
          path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
      file.transferTo(response.getOutputStream());
      return true;
    }
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
