package io.patchbay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  private static final String SECRET = "cana/ry+s3cret \"7\"";
  private final SecretMask mask = SecretMask.of(List.of(SECRET));

  @Test
  void findsASecretInEverySpellingInWhichItTravels() {
    String json = SECRET.replace("\"", "\\\"");
    for (String text :
        List.of(
            "x" + SECRET + "y",
            "q=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
            "q=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
            "{\"a\":\"" + json + "\"}")) {
      assertFalse(mask.mask(text).contains("s3cret"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "us:", "user:"})
  void findsASecretInsideBase64AtAnyOffset(String before) {
    byte[] text = (before + SECRET + ":after").getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      assertTrue(mask.mask(encoder.encodeToString(text)).contains(SecretMask.MASK), before);
    }
  }

  @Test
  void masksTellingNamesWhoseValuesItDoesNotKnow() {
    assertEquals(
        "{\"access_token\":\"•••\",\"expires\":5,\"password\" : \"•••\"}",
        mask.mask("{\"access_token\":\"eyJ\\\"x\",\"expires\":5,\"password\" : \"p\"}"));
    assertEquals(
        "https://a.example/x?api_key=•••&page=2&sig=•••",
        mask.mask("https://a.example/x?api_key=abc&page=2&sig=zz"));
    assertEquals("client_secret=•••&grant=x", mask.mask("client_secret=s&grant=x"));
    assertEquals("{\"token\":\"•••\"", mask.mask("{\"token\":\"cut off her"));
  }

  @Test
  void masksHeadersThatCarryCredentials() {
    assertEquals(SecretMask.MASK, mask.mask(new Header("Authorization", "Bearer x")));
    assertEquals(SecretMask.MASK, mask.mask(new Header("set-cookie", "sid=1")));
    assertEquals("a •••", mask.mask(new Header("X-Other", "a " + SECRET)));
  }

  @Test
  void itsOwnTextShowsNothing() {
    assertFalse(mask.toString().contains("s3cret"));
  }
}
