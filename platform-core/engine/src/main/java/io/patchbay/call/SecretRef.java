package io.patchbay.call;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Stands for a secret's value where a flow names one ({@code $secrets.name}). It cannot come from
 * JSON, so data from outside cannot forge one; printed or serialised it shows nothing.
 */
public record SecretRef(String name) {
  @JsonValue
  public String masked() {
    return "•••";
  }

  @Override
  public String toString() {
    return "•••";
  }
}
