package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Which telephones belong to an account of the bank. */
public final class Profile implements Party {

  private final Map<String, List<ObjectNode>> devices =
      Map.of(
          "acc-1001",
              List.of(
                  device("dev-1", "ios", "fcm-acc1001-iphone"),
                  device("dev-2", "android", "fcm-acc1001-pixel")),
          "acc-1002", List.of(device("dev-3", "android", "fcm-acc1002-galaxy")));

  @Override
  public String id() {
    return "profile";
  }

  @Override
  public String about() {
    return "Devices of the bank's accounts: two of acc-1001, one of acc-1002.";
  }

  @Override
  public void routes(Routes routes) {
    routes.get("accounts/{id}/devices", this::devices);
  }

  private Reply devices(Request request) {
    List<ObjectNode> items = devices.get(request.variable("id"));
    if (items == null) {
      throw new Refusal(404, "not_found", "No such account: '" + request.variable("id") + "'.");
    }
    return Reply.ok(Json.of("items", items));
  }

  private static ObjectNode device(String id, String platform, String token) {
    return Json.of("id", id, "platform", platform, "token", token, "locale", "en-GB", "push", true);
  }
}
