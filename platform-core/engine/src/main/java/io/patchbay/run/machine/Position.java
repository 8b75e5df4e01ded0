package io.patchbay.run.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where an execution of a task stands in the run.
 *
 * @param reference JSON pointer of the task in the document
 * @param path as reference, but through functions also the place of the call
 * @param iteration the turns of the loops around it, dotted
 * @param attempts the attempts of the tries around it, dotted
 */
record Position(String reference, String path, String iteration, String attempts) {
  static final Position ROOT = new Position("", "", "", "");
  private static final int LONGEST_KEY = 150;

  Position task(String taskReference) {
    return new Position(taskReference, callPath() + taskReference, iteration, attempts);
  }

  /** A function's task, called from here. */
  Position function(String taskReference) {
    return new Position(taskReference, path + ">" + taskReference, iteration, attempts);
  }

  Position turn(String turn) {
    return new Position(reference, path, join(iteration, turn), attempts);
  }

  Position attempt(int attempt) {
    return new Position(reference, path, iteration, join(attempts, String.valueOf(attempt)));
  }

  private String callPath() {
    return path.substring(0, path.lastIndexOf('>') + 1);
  }

  private static String join(String dotted, String part) {
    return dotted.isEmpty() ? part : dotted + "." + part;
  }

  /** 1 for the first; grows with every attempt of any try around it. */
  int attempt() {
    int extra = 0;
    for (String part : attempts.isEmpty() ? new String[0] : attempts.split("\\.")) {
      extra += Integer.parseInt(part) - 1;
    }
    return 1 + extra;
  }

  /** Unique within the run and fit for a path of a URL. */
  String stepId() {
    StringBuilder id = new StringBuilder(path.isEmpty() ? "run" : encode(path));
    if (!iteration.isEmpty()) {
      id.append(':').append(iteration);
    }
    if (!attempts.isEmpty()) {
      id.append('~').append(attempts);
    }
    return id.toString();
  }

  /** The same for every attempt. */
  String idempotencyKey(String run) {
    String step = encode(path) + (iteration.isEmpty() ? "" : ":" + iteration);
    return run + "." + (step.length() <= LONGEST_KEY ? step : digest(step));
  }

  private static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int start = text.startsWith("/") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/') {
        out.append('.');
      } else if (c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.') {
        out.append(c);
      } else {
        out.append('$').append(Integer.toHexString(c)).append('$');
      }
    }
    return out.toString();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
