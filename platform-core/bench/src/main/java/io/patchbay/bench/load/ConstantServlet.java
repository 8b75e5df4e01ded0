package io.patchbay.bench.load;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The least that a request to a servlet costs: reads the body and answers a constant. */
@WebServlet(urlPatterns = "/*", loadOnStartup = 1)
@SuppressWarnings("serial")
public class ConstantServlet extends HttpServlet {

  private static final byte[] ANSWER =
      ("{\"order\":\"00000001\",\"customer\":\"Ada Example\",\"email\":\"ada@example.org\","
              + "\"currency\":\"EUR\",\"day\":\"2026-11-23\",\"total\":351.5}")
          .getBytes(StandardCharsets.UTF_8);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getInputStream().readAllBytes();
    response.setContentType("application/json");
    response.setContentLength(ANSWER.length);
    response.getOutputStream().write(ANSWER);
  }
}
