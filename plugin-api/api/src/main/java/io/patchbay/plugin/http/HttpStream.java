package io.patchbay.plugin.http;

import java.io.InputStream;

/** An answer whose body is still coming in. */
public interface HttpStream extends AutoCloseable {
  int status();

  HttpHeaders headers();

  /** The body, decompressed, with its size limited. */
  InputStream body();

  @Override
  void close();
}
