package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.testkit.ConnectorContractTest;
import io.patchbay.plugin.testkit.PollingContract;
import io.patchbay.plugin.testkit.TestPlatform;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract that every connector keeps, and what this one does with a pretended task list. */
class ${className}Test extends ConnectorContractTest implements PollingContract {
  private final PretendTasks tasks = new PretendTasks("good-key");
  private final TestPlatform platform = TestPlatform.of(${className}.class);

  @AfterEach
  void stop() {
    platform.close();
    tasks.close();
  }

  @Override
  public Class<?> connector() {
    return ${className}.class;
  }

  @Override
  public Map<String, Object> settings(URI baseUri) {
    return Map.of("baseUrl", baseUri.toString(), "apiKey", "good-key");
  }

  @Test
  void addsOneTaskHoweverOftenTheStepIsRepeated() {
    var connection = platform.connect(settings(tasks.baseUri()));
    Map<String, Object> input = Map.of("title", "Water the plants", "due", "2026-12-01");
    Object first = connection.attempt("step-1", 1, "addTask", input).orElseThrow().get("id");
    Object second = connection.attempt("step-1", 2, "addTask", input).orElseThrow().get("id");
    assertEquals(first, second);
  }

  @Test
  void checkAcceptsTheRightKey() {
    CheckResult result = platform.connect(settings(tasks.baseUri())).check();
    assertInstanceOf(CheckResult.Ok.class, result);
  }

  @Override
  public URI otherSide() {
    return tasks.baseUri();
  }

  @Override
  public String pollingTrigger() {
    return "taskAdded";
  }

  @Override
  public String happen() {
    return tasks.add("Something");
  }

  @Override
  public String identify(Map<String, Object> item) {
    return String.valueOf(item.get("id"));
  }
}
