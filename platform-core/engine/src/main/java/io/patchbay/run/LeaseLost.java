package io.patchbay.run;

/** Another node owns the run now: stop working on it, write nothing, tell nobody. */
public final class LeaseLost extends Exception {
  public LeaseLost(Lease lease) {
    super("Node " + lease.node() + " no longer owns run " + lease.run() + ".");
  }
}
