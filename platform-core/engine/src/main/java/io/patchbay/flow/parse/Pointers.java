package io.patchbay.flow.parse;

/** JSON pointers (RFC 6901). */
public final class Pointers {
  private Pointers() {}

  public static String child(String pointer, String key) {
    boolean plain = key.indexOf('~') < 0 && key.indexOf('/') < 0;
    return pointer + "/" + (plain ? key : key.replace("~", "~0").replace("/", "~1"));
  }

  public static String child(String pointer, int index) {
    return pointer + "/" + index;
  }
}
