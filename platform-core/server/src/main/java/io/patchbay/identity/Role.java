package io.patchbay.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a member may do in a tenant; each role may do all that the ones below may. */
public enum Role {
  @JsonProperty("viewer")
  VIEWER,
  @JsonProperty("builder")
  BUILDER,
  @JsonProperty("owner")
  OWNER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
