package io.patchbay.sandbox;

import java.time.Instant;
import java.util.List;

/** The switches under {@code /_sandbox}: faults, recording, deliveries, health. */
final class Control {

  private final Faults faults;
  private final Recorder recorder;
  private final Deliveries deliveries;
  private final List<Party> parties;
  private final Instant started;

  Control(
      Faults faults,
      Recorder recorder,
      Deliveries deliveries,
      List<Party> parties,
      Instant started) {
    this.faults = faults;
    this.recorder = recorder;
    this.deliveries = deliveries;
    this.parties = parties;
    this.started = started;
  }

  Routes routes() {
    return new Routes()
        .get("health", this::health)
        .get("faults", request -> Reply.ok(faults.show()))
        .put("faults/{party}", request -> arm(request, request.variable("party")))
        .put(
            "faults/{party}/{part}",
            request -> arm(request, request.variable("party") + "/" + request.variable("part")))
        .delete("faults/{party}", this::disarm)
        .delete("faults/{party}/{part}", this::disarm)
        .delete("faults", this::disarmAll)
        .get("requests", this::requests)
        .delete("requests", this::forget)
        .get("deliveries", request -> Reply.ok(deliveries.show()));
  }

  private Reply health(Request request) {
    return Reply.ok(
        Json.of(
            "status",
            "UP",
            "since",
            started.toString(),
            "parties",
            parties.stream().map(Party::id).toList()));
  }

  private Reply arm(Request request, String prefix) {
    String party = request.variable("party");
    if (parties.stream().noneMatch(one -> one.id().equals(party))) {
      throw new Refusal(404, "unknown_party", "There is no third party '" + party + "'.");
    }
    faults.put(prefix, request.json());
    return Reply.ok(faults.show());
  }

  private Reply disarm(Request request) {
    String part = request.variable("part");
    faults.clear(request.variable("party") + (part.isEmpty() ? "" : "/" + part));
    return Reply.empty(204);
  }

  private Reply disarmAll(Request request) {
    faults.clear();
    return Reply.empty(204);
  }

  private Reply requests(Request request) {
    return Reply.ok(recorder.show(request.query("party"), request.limit(100, 10_000)));
  }

  private Reply forget(Request request) {
    recorder.clear();
    return Reply.empty(204);
  }
}
