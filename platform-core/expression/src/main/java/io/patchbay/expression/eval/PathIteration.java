package io.patchbay.expression.eval;

import io.patchbay.expression.value.Meter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code .[]} for functions written here. */
public final class PathIteration {
  private static final Code EACH = new PathCodes.Iterate(new PathCodes.Identity());

  private static final Code DESCEND = new PathCodes.Descend();

  private PathIteration() {}

  public static Code each() {
    return EACH;
  }

  public static Code descend() {
    return DESCEND;
  }

  /** {@code [.[] | f]}. */
  public static Code map(Code f) {
    return new ValueCodes.ArrayOf(FlowCodes.Pipe.of(List.of(EACH, f)));
  }

  public static void each(Meter meter, JsonNode v, Sink out) {
    PathCodes.each(meter, v, null, out);
  }
}
