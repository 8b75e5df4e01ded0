package io.patchbay.secret;

/** A sealed value could not be opened. The message names the place, never the value. */
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBroken(SecretPlace place, Throwable cause) {
    super(
        "Cannot open the secret in "
            + place.table()
            + "."
            + place.column()
            + " of row "
            + place.row()
            + ": it was not sealed for this place with a key that this installation has."
            + " Enter the secret again.",
        cause);
  }
}
