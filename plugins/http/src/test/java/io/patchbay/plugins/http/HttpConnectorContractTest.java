package io.patchbay.plugins.http;

import io.patchbay.plugin.testkit.Catalogue;
import io.patchbay.plugin.testkit.ConnectorContractTest;
import io.patchbay.plugin.testkit.Fault;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class HttpConnectorContractTest extends ConnectorContractTest {
  @Override
  public Class<?> connector() {
    return HttpConnector.class;
  }

  @Override
  public String connectionKind() {
    return "bearer";
  }

  @Override
  public Map<String, Object> settings(URI baseUri) {
    return Map.of("baseUrl", baseUri.toString(), "token", "canary-token");
  }

  @Override
  public Map<String, @Nullable Object> input(Catalogue.Entry action, URI baseUri) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>(action.sampleInput());
    if (action.id().equals("find")) {
      input.put("lookup", Map.of("url", "/mails/17"));
    }
    return input;
  }

  /** Any JSON is an answer here. */
  @Override
  public boolean failsOn(Catalogue.Entry action, Fault fault) {
    return fault != Fault.OTHER_JSON;
  }
}
