package io.patchbay.http.apache;

import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a body to its end or to the limit, whichever comes first, decompressing on the way. */
final class BodyReader {

  private static final int CHUNK = 16 * 1024;
  private static final long RAW_SLACK = 1024 * 1024;

  private BodyReader() {}

  /**
   * @param announced how long the body says it is; negative: it does not say
   */
  static byte[] read(InputStream raw, long announced, List<Header> headers, long limit, String host)
      throws IOException, OutboundFailure {
    // One more than announced, so that the end shows without a second buffer.
    int chunk = announced < 0 ? CHUNK : (int) Math.min(CHUNK - 1, announced) + 1;
    ByteArrayOutputStream body = new ByteArrayOutputStream(chunk);
    byte[] buffer = new byte[chunk];
    try {
      InputStream in = decoded(new Bounded(raw, limit + RAW_SLACK), headers, host);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (body.size() + (long) n > limit) {
          throw tooLarge(host, limit);
        }
        body.write(buffer, 0, n);
      }
    } catch (Bounded.Exceeded e) {
      throw tooLarge(host, limit);
    } catch (ZipException e) {
      throw new OutboundFailure(
          Kind.BAD_RESPONSE,
          "Cannot read the answer of " + host + ": it is not well compressed.",
          true);
    }
    return body.toByteArray();
  }

  private static InputStream decoded(InputStream in, List<Header> headers, String host)
      throws IOException, OutboundFailure {
    String coding =
        Header.find(headers, "Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> in;
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
      case "deflate" -> new InflaterInputStream(in);
      default ->
          throw new OutboundFailure(
              Kind.BAD_RESPONSE,
              "Cannot read the answer of "
                  + host
                  + ": its content coding is not one that was asked for (gzip, deflate).",
              true);
    };
  }

  private static OutboundFailure tooLarge(String host, long limit) {
    return new OutboundFailure(
        Kind.TOO_LARGE,
        "Cannot take the answer of "
            + host
            + ": it is larger than "
            + limit
            + " bytes. Ask for less at a time.",
        true);
  }

  /** Bounds what is read before decompression, for streams that inflate to nothing for ever. */
  private static final class Bounded extends FilterInputStream {

    static final class Exceeded extends IOException {
      private static final long serialVersionUID = 1L;
    }

    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      return b < 0 ? b : count(1, b);
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int n = super.read(b, off, len);
      return n < 0 ? n : count(n, n);
    }

    private int count(int bytes, int result) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new Exceeded();
      }
      return result;
    }
  }
}
