package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** What a FHIR server knows when it starts. */
final class FhirSamples {

  private FhirSamples() {}

  static List<ObjectNode> all() {
    try (InputStream file =
        Objects.requireNonNull(FhirSamples.class.getResourceAsStream("fhir-samples.json"))) {
      return Json.parse(file.readAllBytes()).valueStream().map(ObjectNode.class::cast).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
