package io.patchbay.bench.load;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts flows into a tenant through the API. */
record Flows(Api api, String tenant) {

  private String path(String rest) {
    return "/tenants/" + tenant + "/flows" + rest;
  }

  /**
   * Makes, publishes and turns on; an earlier flow of the name gets the new text.
   *
   * @return the flow's id
   */
  String live(String name, String text) {
    for (JsonNode flow : api.get(path("?limit=100&q=" + name)).json().path("items")) {
      if (flow.path("name").asString("").equals(name)) {
        return renew(flow.path("id").asString(""), text);
      }
    }
    return add(text);
  }

  /** Makes, publishes and turns on a new flow. */
  String add(String text) {
    Api.Answer created = api.call("POST", path(""), Map.of("text", text), null);
    String id = created.json().path("id").asString("");
    publish(id, created.etag());
    return id;
  }

  private String renew(String id, String text) {
    Api.Answer flow = api.get(path("/" + id));
    Api.Answer saved = api.call("PUT", path("/" + id), Map.of("text", text), flow.etag());
    publish(id, saved.etag());
    return id;
  }

  private void publish(String id, String etag) {
    api.call("POST", path("/" + id + "/publish"), Map.of("note", "bench"), etag);
    api.call("PUT", path("/" + id + "/enabled"), null, null);
  }
}
