package io.patchbay.trigger.rest;

/** The secret, shown this once, and the header in which callers send it. */
public record NewTriggerSecret(String value, String header) {

  @Override
  public String toString() {
    return "NewTriggerSecret[•••]";
  }
}
