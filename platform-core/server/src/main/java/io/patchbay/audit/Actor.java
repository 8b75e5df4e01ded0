package io.patchbay.audit;

/** Who acted and from where; the platform itself acts as {@link #PLATFORM}. */
public record Actor(String name, String address) {
  public static final Actor PLATFORM = new Actor("patchbay", "");
}
