package io.patchbay.platform.health;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformState;
import io.patchbay.platform.start.PlatformState.Phase;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.Statement;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health for supervisors: {@code live} (the process answers), {@code started} (migrations and
 * start-up are done), {@code ready} (send requests: started, not stopping, the database answers
 * within two seconds). Says up or down and nothing more.
 */
@WebServlet("/health/*")
public class HealthServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(HealthServlet.class);

  private final transient PlatformState state;
  private final transient EngineDatabase database;

  @Inject
  public HealthServlet(PlatformState state, EngineDatabase database) {
    this.state = state;
    this.database = database;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (Objects.requireNonNullElse(request.getPathInfo(), "")) {
      case "/live" -> answer(response, true);
      case "/started" -> answer(response, state.phase() != Phase.STARTING);
      case "/ready" -> answer(response, state.phase() == Phase.RUNNING && databaseAnswers());
      default -> response.sendError(404);
    }
  }

  private boolean databaseAnswers() {
    try {
      return database.inTransaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.setQueryTimeout(2);
              return statement.execute("select 1");
            }
          });
    } catch (DatabaseException e) {
      LOG.warn("Not ready: {}", e.getMessage());
      return false;
    }
  }

  private static void answer(HttpServletResponse response, boolean up) throws IOException {
    response.setStatus(up ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
  }
}
