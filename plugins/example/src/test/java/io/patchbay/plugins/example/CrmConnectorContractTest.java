package io.patchbay.plugins.example;

import io.patchbay.plugin.testkit.ConnectorContractTest;
import io.patchbay.plugin.testkit.PollingContract;
import io.patchbay.plugin.testkit.TestPlatform;
import io.patchbay.sandbox.Sandbox;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of every connector, and that of polling triggers against the sandbox. */
class CrmConnectorContractTest extends ConnectorContractTest implements PollingContract {
  private final Sandbox sandbox = Sandbox.start(0);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  public Class<?> connector() {
    return CrmConnector.class;
  }

  @Override
  public Map<String, Object> settings(URI baseUri) {
    return Map.of("baseUrl", baseUri.toString(), "apiKey", "sandbox-crm-key");
  }

  @Override
  public URI otherSide() {
    return URI.create(sandbox.baseUri() + "/crm");
  }

  @Override
  public String pollingTrigger() {
    return "contactChanged";
  }

  @Override
  public String happen() {
    String name = "Contact " + UUID.randomUUID();
    try (TestPlatform platform = TestPlatform.of(CrmConnector.class)) {
      platform
          .connect(settings(otherSide()))
          .run("createContact", Map.of("name", name, "email", "new@example.org"));
    }
    return name;
  }

  @Override
  public String identify(Map<String, @Nullable Object> item) {
    return String.valueOf(item.get("name"));
  }
}
