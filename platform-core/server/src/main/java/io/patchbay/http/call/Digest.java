package io.patchbay.http.call;

import io.patchbay.call.CallRefused;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to a digest challenge (RFC 7616) with MD5 or SHA-256 and {@code qop=auth}. */
final class Digest {

  private static final Pattern PART =
      Pattern.compile("([A-Za-z-]{1,20})=(?:\"((?:[^\"\\\\]|\\\\.){0,2000})\"|([^\\s,]{1,200}))");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Digest() {}

  static boolean isChallenge(String header) {
    return header.regionMatches(true, 0, "Digest ", 0, 7) && header.length() < 8_000;
  }

  static String answer(String challenge, String method, URI uri, String user, String password)
      throws CallRefused {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    return answer(challenge, method, uri, user, password, HexFormat.of().formatHex(random));
  }

  static String answer(
      String challenge, String method, URI uri, String user, String password, String cnonce)
      throws CallRefused {
    Map<String, String> parts = parts(challenge);
    String algorithm = parts.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    String name = hashName(algorithm).orElse(null);
    if (name == null) {
      throw new CallRefused(
          ErrorType.AUTHENTICATION,
          "The server asks for a digest that is not supported (MD5 and SHA-256 are).");
    }
    String realm = parts.getOrDefault("realm", "");
    String nonce = parts.getOrDefault("nonce", "");
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    String ha1 = hash(name, user + ":" + realm + ":" + password);
    if (algorithm.endsWith("-SESS")) {
      ha1 = hash(name, ha1 + ":" + nonce + ":" + cnonce);
    }
    String ha2 = hash(name, method + ":" + target);
    boolean qop = (" " + parts.getOrDefault("qop", "") + " ").matches(".*[ ,]auth[ ,].*");
    if (!qop && parts.containsKey("qop")) {
      throw new CallRefused(
          ErrorType.AUTHENTICATION,
          "The server asks for a digest over the body (auth-int), which is not supported.");
    }
    String response =
        qop
            ? hash(name, ha1 + ":" + nonce + ":00000001:" + cnonce + ":auth:" + ha2)
            : hash(name, ha1 + ":" + nonce + ":" + ha2);
    StringBuilder answer = new StringBuilder("Digest ");
    answer.append("username=\"").append(quoted(user)).append("\", ");
    answer.append("realm=\"").append(quoted(realm)).append("\", ");
    answer.append("nonce=\"").append(quoted(nonce)).append("\", ");
    answer.append("uri=\"").append(target).append("\", algorithm=").append(algorithm);
    answer.append(", response=\"").append(response).append('"');
    if (qop) {
      answer.append(", qop=auth, nc=00000001, cnonce=\"").append(cnonce).append('"');
    }
    if (parts.containsKey("opaque")) {
      answer.append(", opaque=\"").append(quoted(parts.get("opaque"))).append('"');
    }
    return answer.toString();
  }

  /** The challenge to answer: SHA-256 before MD5. */
  static Optional<String> choose(List<Header> headers) {
    return headers.stream()
        .filter(header -> header.is("WWW-Authenticate"))
        .map(Header::value)
        .filter(Digest::isChallenge)
        .filter(challenge -> hashName(algorithm(challenge)).isPresent())
        .max(Comparator.comparing(challenge -> algorithm(challenge).startsWith("SHA")));
  }

  private static String algorithm(String challenge) {
    return parts(challenge).getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
  }

  private static Optional<String> hashName(String algorithm) {
    return switch (algorithm) {
      case "MD5", "MD5-SESS" -> Optional.of("MD5");
      case "SHA-256", "SHA-256-SESS" -> Optional.of("SHA-256");
      default -> Optional.empty();
    };
  }

  private static Map<String, String> parts(String challenge) {
    Map<String, String> parts = new HashMap<>();
    Matcher matcher = PART.matcher(challenge);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parts.put(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return parts;
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
