package io.patchbay.webhook.servlet;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.rest.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes posts to {@code /hooks/{tenant}/{path}}. The request leaves the server's thread at once: a
 * virtual thread reads the body, waits for the commit and, when the flow answers its caller, for
 * the answer. What is in flight is bounded, so that a flood is answered 503 instead of filling the
 * memory.
 */
@WebServlet(urlPatterns = "/hooks/*", asyncSupported = true)
public class WebhookServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WebhookServlet.class);

  /** Room for bodies under way, in KiB: a body counts with its declared or the largest size. */
  private static final int IN_FLIGHT_KIB = 64 * 1024;

  private final transient Webhooks webhooks;
  private final transient Semaphore room = new Semaphore(IN_FLIGHT_KIB);

  @Inject
  public WebhookServlet(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int kib = kib(request);
    if (!room.tryAcquire(kib)) {
      WebhookAnswer.of(
              Problem.unavailable(
                  "webhook.busy", "This node has too many requests under way. Try again.", 2))
          .send(response, request.getRequestURI());
      return;
    }
    boolean started = false;
    try {
      AsyncContext async = request.startAsync();
      // No clock of the container's: reading the body and waiting for the run have their own.
      async.setTimeout(0);
      Thread.ofVirtual()
          .name("webhook")
          .inheritInheritableThreadLocals(false)
          .start(
              () -> {
                try {
                  answer(async);
                } finally {
                  room.release(kib);
                }
              });
      started = true;
    } finally {
      if (!started) {
        room.release(kib);
      }
    }
  }

  private static int kib(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    long most = WebhookBody.MAX_BYTES;
    return (int) ((declared < 0 ? most : Math.min(declared, most)) / 1024) + 1;
  }

  private void answer(AsyncContext async) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    try {
      decide(request).send(response, request.getRequestURI());
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The caller of {} went away before its answer", request.getRequestURI(), e);
    } finally {
      try {
        async.complete();
      } catch (IllegalStateException e) {
        LOG.debug("The request had ended already", e);
      }
    }
  }

  private WebhookAnswer decide(HttpServletRequest request) {
    try {
      return webhooks.take(request);
    } catch (Problem problem) {
      return WebhookAnswer.of(problem);
    } catch (DatabaseException e) {
      LOG.warn("A webhook was turned away: {}", e.getMessage());
      return WebhookAnswer.of(
          Problem.unavailable(
              "webhook.unavailable", "The run could not be put on disk. Send it again.", 2));
    } catch (IOException e) {
      return WebhookAnswer.of(
          Problem.unreadable("webhook.cut-off", "The request ended before its body did."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return WebhookAnswer.of(
          Problem.unavailable("webhook.unavailable", "The node is stopping. Send it again.", 2));
    } catch (RuntimeException e) {
      LOG.error("A webhook failed inside the platform", e);
      return WebhookAnswer.of(
          Problem.of(500, "internal", "Internal error", "Something is wrong inside Patchbay."));
    }
  }
}
