package io.patchbay.bench.proof;

/** One promise of the promise sheet and the attempt to break it. */
public interface Proof {
  /** As in the promise sheet, such as {@code R1}. */
  String id();

  /** The promise in a few words. */
  String promise();

  /** About how long it takes at each scale, for the list. */
  String lasts();

  /**
   * Tries to break the promise and tells the run what it saw. An exception means that the proof
   * itself could not be carried out, which counts as a failure.
   */
  void prove(ProofRun run) throws Exception;
}
