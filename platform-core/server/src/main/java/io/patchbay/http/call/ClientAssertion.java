package io.patchbay.http.call;

import io.patchbay.call.CallRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JWT by which a client proves who it is to the token endpoint (RFC 7523, 2.2). */
final class ClientAssertion {
  private static final long SECONDS = 60;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ClientAssertion() {}

  static String withSecret(String client, URI endpoint, Instant now, String secret)
      throws CallRefused {
    String signed = signed("HS256", client, endpoint, now);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw CallRefused.configuration("The client's secret cannot sign a token request.");
    }
  }

  /**
   * @param pem a private key in PKCS 8, of RSA or the curve P-256
   */
  static String withPrivateKey(String client, URI endpoint, Instant now, String pem)
      throws CallRefused {
    try {
      byte[] der =
          Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
      PrivateKey key = key(der);
      boolean curve = key instanceof ECPrivateKey;
      String signed = signed(curve ? "ES256" : "RS256", client, endpoint, now);
      Signature signature =
          Signature.getInstance(curve ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw CallRefused.configuration(
          "The client's private key cannot be used: it must be PEM (BEGIN PRIVATE KEY) of RSA or"
              + " of the curve P-256. Put it into `client.secret`, or a finished JWT into"
              + " `client.assertion`.");
    }
  }

  private static PrivateKey key(byte[] der) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      return KeyFactory.getInstance("EC").generatePrivate(spec);
    }
  }

  private static String signed(String algorithm, String client, URI endpoint, Instant now) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("alg", algorithm).put("typ", "JWT");
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", client).put("sub", client).put("aud", endpoint.toString());
    claims.put("jti", HexFormat.of().formatHex(random));
    claims.put("iat", now.getEpochSecond()).put("exp", now.getEpochSecond() + SECONDS);
    return base64(JsonMapper.shared().writeValueAsBytes(head))
        + "."
        + base64(JsonMapper.shared().writeValueAsBytes(claims));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
