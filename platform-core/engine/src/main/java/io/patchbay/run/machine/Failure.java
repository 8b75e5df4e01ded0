package io.patchbay.run.machine;

import io.patchbay.flow.FlowError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way up.
 *
 * @param notBefore the earliest time that the failing side wants to be asked again
 */
record Failure(FlowError error, @Nullable Instant notBefore) {
  static Failure of(FlowError error) {
    return new Failure(error, null);
  }
}
