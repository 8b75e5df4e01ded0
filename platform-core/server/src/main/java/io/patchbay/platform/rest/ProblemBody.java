package io.patchbay.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem on the wire: {@code application/problem+json}. */
public record ProblemBody(
    String type,
    String title,
    int status,
    String code,
    @Nullable String detail,
    @Nullable String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<FieldProblem> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemBody of(Problem problem, @Nullable String instance) {
    return new ProblemBody(
        "/docs/errors/" + problem.code(),
        problem.title(),
        problem.status(),
        problem.code(),
        problem.detail(),
        instance,
        problem.errors());
  }
}
