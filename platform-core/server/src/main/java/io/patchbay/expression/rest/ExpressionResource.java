package io.patchbay.expression.rest;

import io.patchbay.expression.Budget;
import io.patchbay.expression.CompileOptions;
import io.patchbay.expression.Expression;
import io.patchbay.expression.ExpressionException;
import io.patchbay.expression.ExpressionSyntaxException;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/** Trying an expression on a value, with the same budget as in a flow. */
@Path("/tenants/{tenant}/expressions/evaluate")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class ExpressionResource {

  private static final int MAX_LENGTH = 65_536;
  private static final int MAX_OUTPUTS = 100;

  /** Expressions cost processor time: a few at once leave room for everything else. */
  private final Semaphore turns = new Semaphore(2);

  @POST
  @Requires(Permission.FLOW_READ)
  public ExpressionResult evaluate(ExpressionRequest body) {
    if (body.expression().length() > MAX_LENGTH) {
      throw Problem.invalid(
          "/expression", "too-long", "An expression has at most " + MAX_LENGTH + " characters.");
    }
    if (!turns.tryAcquire()) {
      throw Problem.tooMany("expression.busy", "Other expressions are being tried. Try again.", 1);
    }
    try {
      Map<String, JsonNode> variables = body.variables() == null ? Map.of() : body.variables();
      Expression expression =
          Expression.compile(body.expression(), CompileOptions.withVariables(variables.keySet()));
      List<JsonNode> outputs = expression.all(body.input(), variables, Budget.STANDARD);
      return new ExpressionResult(
          outputs.size() > MAX_OUTPUTS ? outputs.subList(0, MAX_OUTPUTS) : outputs,
          null,
          null,
          null);
    } catch (ExpressionSyntaxException e) {
      return ExpressionResult.failed(String.valueOf(e.getMessage()), e.line(), e.column());
    } catch (ExpressionException e) {
      return ExpressionResult.failed(String.valueOf(e.getMessage()), null, null);
    } finally {
      turns.release();
    }
  }
}
