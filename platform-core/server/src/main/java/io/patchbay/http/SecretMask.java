package io.patchbay.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Replaces secrets in text that is kept or shown. It knows secrets by value, in the spellings in
 * which they travel (plain, URL, base64, JSON), and by the usual names of fields and parameters.
 * Its own text form shows nothing.
 */
public final class SecretMask {

  public static final String MASK = "•••";

  /** Shorter values are too likely to occur by chance. */
  private static final int SHORTEST = 4;

  private static final String NAMES =
      "password|passwd|passphrase|secret|client_?secret|api_?key|apikey|app_?key|access_?key|"
          + "access_?token|refresh_?token|id_?token|auth_?token|token|private_?key|authorization|"
          + "signature|sig|subscription-key|credential|x-amz-signature|x-amz-credential|"
          + "x-amz-security-token|client_?assertion";

  private static final Pattern JSON_FIELD =
      Pattern.compile(
          "(?i)(\"(?=[acikprstx])(?:" + NAMES + ")\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[0-9]+)");

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)((?:^|[?&;])(?:" + NAMES + "|key|code)=)[^&#\\s]+");

  /** The names without their optional underscores, to tell quickly that a text has none of them. */
  private static final Set<String> BARE_NAMES =
      Set.copyOf(Arrays.asList(NAMES.replace("_?", "").replace("_", "").split("\\|")));

  private static final int LONGEST_NAME = 24;

  private static final SecretMask NONE = new SecretMask(List.of());

  private final List<String> spellings;

  private SecretMask(List<String> spellings) {
    this.spellings = spellings;
  }

  public static SecretMask none() {
    return NONE;
  }

  public static SecretMask of(Collection<String> secrets) {
    Set<String> all =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST) {
        addSpellings(all, secret);
      }
    }
    return all.isEmpty() ? NONE : new SecretMask(List.copyOf(all));
  }

  private static void addSpellings(Set<String> all, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    all.add(secret);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    all.add(url);
    all.add(url.replace("+", "%20"));
    all.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    // Base64 of a text that contains the secret shows one of three forms, by the secret's offset.
    for (int offset = 0; offset < 3; offset++) {
      String inner = base64Core(bytes, offset);
      if (inner.length() >= 8) {
        all.add(inner);
        all.add(inner.replace('+', '-').replace('/', '_'));
      }
    }
  }

  private static String base64Core(byte[] secret, int offset) {
    byte[] padded = new byte[offset + secret.length];
    System.arraycopy(secret, 0, padded, offset, secret.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int from = offset == 0 ? 0 : offset + 1;
    int to = padded.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return from < to ? encoded.substring(from, to) : "";
  }

  /** This mask, which knows the values of the other one too. */
  public SecretMask and(SecretMask other) {
    if (other.spellings.isEmpty()) {
      return this;
    }
    Set<String> all =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    all.addAll(spellings);
    all.addAll(other.spellings);
    return new SecretMask(List.copyOf(all));
  }

  /** True when the text contains a known secret in one of its spellings. */
  public boolean hits(String text) {
    return spellings.stream().anyMatch(text::contains);
  }

  /** Replaces known values only: for messages of errors. */
  public String maskValues(String text) {
    String masked = text;
    for (String spelling : spellings) {
      masked = masked.replace(spelling, MASK);
    }
    return masked;
  }

  /** Replaces known values and whatever stands in fields and parameters with telling names. */
  public String mask(String text) {
    String masked = maskValues(text);
    if (mayNameSecret(masked)) {
      masked = JSON_FIELD.matcher(masked).replaceAll("$1\"" + MASK + "\"");
    }
    return mayBeParameter(masked) ? PARAMETER.matcher(masked).replaceAll("$1" + MASK) : masked;
  }

  /** Whether a word before an equals sign is a telling name; nearly all texts have none. */
  private static boolean mayBeParameter(String text) {
    int equals = text.indexOf('=');
    while (equals >= 0) {
      int from = equals;
      while (from > 0
          && equals - from <= LONGEST_NAME
          && "?&;".indexOf(text.charAt(from - 1)) < 0) {
        from--;
      }
      if (equals - from <= LONGEST_NAME && tells(text.substring(from, equals))) {
        return true;
      }
      equals = text.indexOf('=', equals + 1);
    }
    return false;
  }

  private static boolean tells(String parameter) {
    String bare = parameter.replace("_", "").toLowerCase(Locale.ROOT);
    return BARE_NAMES.contains(bare) || bare.equals("key") || bare.equals("code");
  }

  /** Whether a quoted word of the text is a telling name; nearly all texts have none. */
  private static boolean mayNameSecret(String text) {
    int quote = text.indexOf('"');
    while (quote >= 0) {
      int next = text.indexOf('"', quote + 1);
      int length = next - quote - 1;
      if (length >= 3
          && length <= LONGEST_NAME
          && BARE_NAMES.contains(
              text.substring(quote + 1, next).replace("_", "").toLowerCase(Locale.ROOT))) {
        return true;
      }
      quote = next;
    }
    return false;
  }

  public String mask(Header header) {
    return header.carriesCredentials() ? MASK : mask(header.value());
  }

  @Override
  public String toString() {
    return "SecretMask";
  }
}
