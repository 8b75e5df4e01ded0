package io.patchbay.plugin;

/** What the platform lends to one attempt of a step. */
public interface ActionContext extends ConnectionContext {
  /**
   * The same for every attempt of this step and different for every other step, also after a
   * restart on another node; 1 to 64 characters of letters, digits and dashes. {@link Effect#KEYED}
   * actions send it; a look-up action gets the key of the step it looks for.
   */
  String idempotencyKey();

  /** 1 for the first attempt. */
  int attempt();
}
