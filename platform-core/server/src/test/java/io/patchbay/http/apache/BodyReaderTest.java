package io.patchbay.http.apache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

  @Test
  void whatABodyAnnouncesIsNotBelieved() throws Exception {
    byte[] body = new byte[40_000];
    for (long announced : new long[] {-1, 0, 10, body.length, Long.MAX_VALUE}) {
      byte[] read =
          BodyReader.read(new ByteArrayInputStream(body), announced, List.of(), 50_000, "host");
      assertArrayEquals(body, read, "announced " + announced);
    }
  }
}
