package io.patchbay.run.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Names a step of a run in addresses: the task's reference and its turn of the loops. */
public record StepId(String reference, String iteration) {

  public static String of(String reference, String iteration) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((reference + '\n' + iteration).getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text is not one of ours. */
  public static Optional<StepId> parse(String text) {
    try {
      String[] parts =
          new String(
                  Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)),
                  StandardCharsets.UTF_8)
              .split("\n", 2);
      return parts.length == 2 ? Optional.of(new StepId(parts[0], parts[1])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
