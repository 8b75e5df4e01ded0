package io.patchbay.http.apache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts messages together from the bytes of a gRPC body. */
final class GrpcFrames {

  /** More than the caller wants, or no frames at all. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean tooMuch;

    Refused(String why, boolean tooMuch) {
      super(why);
      this.tooMuch = tooMuch;
    }

    boolean tooMuch() {
      return tooMuch;
    }
  }

  private static final int HEAD = 5;

  private final int maxMessages;
  private final int maxBytes;
  private final List<byte[]> messages = new ArrayList<>();
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int missing = -1;
  private long total;

  GrpcFrames(int maxMessages, int maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  void add(ByteBuffer bytes) throws Refused {
    while (bytes.hasRemaining()) {
      if (missing < 0) {
        head.put(bytes.get());
        if (!head.hasRemaining()) {
          begin();
        }
      } else {
        byte[] part = new byte[Math.min(missing, bytes.remaining())];
        bytes.get(part);
        body.writeBytes(part);
        missing -= part.length;
        end();
      }
    }
  }

  private void begin() throws Refused {
    head.flip();
    boolean compressed = head.get() != 0;
    long length = Integer.toUnsignedLong(head.getInt());
    head.clear();
    total += length;
    if (compressed) {
      throw new Refused("a message is compressed, which was not asked for", false);
    }
    if (total > maxBytes || messages.size() >= maxMessages) {
      throw new Refused(
          "it has more than %,d messages or %,d bytes".formatted(maxMessages, maxBytes), true);
    }
    missing = (int) length;
    end();
  }

  private void end() {
    if (missing == 0) {
      messages.add(body.toByteArray());
      body = new ByteArrayOutputStream();
      missing = -1;
    }
  }

  List<byte[]> messages() {
    return List.copyOf(messages);
  }

  /** Five bytes in front of a message. */
  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(HEAD + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
