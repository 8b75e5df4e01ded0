package io.patchbay.flow.template;

import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** What an expression can see besides its input. */
public interface Variables {
  /** The value of {@code $name}; null (JSON) when it has none here. */
  JsonNode get(String name);

  /** What {@code now} answers. */
  InstantSource clock();

  /** How long one expression may take. */
  Duration timeLimit();
}
