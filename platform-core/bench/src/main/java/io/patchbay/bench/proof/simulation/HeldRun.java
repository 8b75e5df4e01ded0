package io.patchbay.bench.proof.simulation;

import io.patchbay.call.CallOutcome;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunId;
import io.patchbay.run.machine.RunMachine;
import io.patchbay.run.machine.StartCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run in the memory of a simulated node. */
final class HeldRun {
  /** A call under way and when its answer arrives. */
  record Open(StartCall call, Instant answersAt, CallOutcome answer) {}

  final ClaimedRun claimed;
  final RunMachine machine;
  final Map<String, Open> open = new LinkedHashMap<>();
  final Map<String, RunId> children = new LinkedHashMap<>();
  List<JournalEntry> pending = new ArrayList<>();
  boolean over;

  HeldRun(ClaimedRun claimed, RunMachine machine) {
    this.claimed = claimed;
    this.machine = machine;
  }

  RunId id() {
    return claimed.lease().run();
  }
}
