package io.patchbay.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the end of an HTTP/1.1 message in bytes that arrived so far. */
final class HttpScan {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNKED =
      "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

  private HttpScan() {}

  /** The length of the first whole message in the buffer (from 0 to position), or -1. */
  static int end(ByteBuffer buffer) {
    byte[] bytes = buffer.array();
    int limit = buffer.position();
    int head = headEnd(bytes, limit);
    if (head < 0) {
      return -1;
    }
    long length = 0;
    for (int at = 0; at < head; at++) {
      if (bytes[at] == '\n') {
        if (matches(bytes, at + 1, head, LENGTH)) {
          length = number(bytes, at + 1 + LENGTH.length, head);
        } else if (matches(bytes, at + 1, head, CHUNKED)) {
          return chunkedEnd(bytes, head, limit);
        }
      }
    }
    return head + length <= limit ? (int) (head + length) : -1;
  }

  /** Status of a response that is whole. */
  static int status(ByteBuffer buffer) {
    byte[] bytes = buffer.array();
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
  }

  private static int headEnd(byte[] bytes, int limit) {
    for (int at = 3; at < limit; at++) {
      if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int from, int limit, byte[] lower) {
    if (from + lower.length > limit) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      int one = bytes[from + i];
      if ((one >= 'A' && one <= 'Z' ? one + 32 : one) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] bytes, int from, int limit) {
    long value = 0;
    for (int at = from; at < limit && bytes[at] != '\r'; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        value = Math.min(value * 10 + bytes[at] - '0', Integer.MAX_VALUE);
      }
    }
    return value;
  }

  private static int chunkedEnd(byte[] bytes, int head, int limit) {
    int at = head;
    while (true) {
      int size = 0;
      int digit;
      while (at < limit && (digit = Character.digit(bytes[at], 16)) >= 0) {
        size = size * 16 + digit;
        at++;
      }
      while (at < limit && bytes[at] != '\n') {
        at++;
      }
      at += 1 + size + 2;
      if (at > limit) {
        return -1;
      }
      if (size == 0) {
        return at;
      }
    }
  }
}
