package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.SharedData;
import io.patchbay.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of the specification that parses runs to its end, in a world that answers. */
class ExamplesRunTest {
  private static final String INPUT =
      """
      {"petId": 7, "status": "available", "orderId": 1, "orderType": "electronic", "message": "hi",
       "searchQuery": "luke", "authToken": "t", "pets": [{"id": 1}], "enabled": true,
       "order": {"id": 1, "items": []}, "firstName": "Ada", "lastName": "L", "patient": {"id": 1, "name": "x"},
       "username": "u", "password": "p", "temperature": 40, "shape": "circle", "size": "5", "fill": "red",
       "colors": ["red"], "id": 4, "vehicleType": "car", "customer": {"status": "active", "age": 30}}
      """;

  /** Why an example does not end well: what it is there to show. */
  private static final Map<String, String> FAULTS =
      new TreeMap<>(
          Map.of(
              "raise-inline.yaml", "Not Implemented",
              "raise-reusable.yaml", "Not Implemented",
              // no event comes here
              "accumulate-room-readings.yaml", "The run took longer than its time limit",
              // its own condition asks startswith of an endpoint that is an object
              "mock-service-extension.yaml", "An expression failed"));

  @TestFactory
  Stream<DynamicTest> runsToItsEnd() {
    List<Path> files = SharedData.files(SharedData.folder("open-workflow/examples"), ".yaml");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    String text = SharedData.read(file);
    if (FlowParser.parse(text) instanceof ParseResult.Invalid) {
      return;
    }
    String name = file.getFileName().toString();
    String input = text.contains("  on:") ? "[{\"type\": \"x\", \"data\": " + INPUT + "}]" : INPUT;
    Simulation simulation = new Simulation(text, input, 1, ExamplesRunTest::answer);
    Optional<RunResult> result = simulation.run();
    if (result.isEmpty()) {
      assertTrue(text.contains("listen"), () -> name + " waits for nothing");
      return;
    }
    RunResult ended = result.get();
    String fault = ended.error() == null ? "" : String.valueOf(ended.error().title());
    assertEquals(FAULTS.getOrDefault(name, ""), fault, () -> name + ": " + ended.error());
  }

  private static CallOutcome answer(StartCall call) {
    return new CallOutcome.Succeeded(
        Simulation.JSON.readTree(
            """
            {"id": 1, "petId": 1, "name": "Luke", "homeworld": "http://partner.example/planets/1", "results": [],
             "status": "available", "statusCode": 200, "content": {}}
            """));
  }
}
