package io.patchbay.bench.load;

import java.io.IOException;
import java.sql.SQLException;

/** Something whose speed is measured, by turns with others. Closing it ends its processes. */
interface Subject extends AutoCloseable {

  String name();

  /** Sends load for so many seconds without measuring. */
  void warmUp(int seconds) throws IOException, SQLException;

  Measurement measure(int seconds) throws IOException, SQLException;

  @Override
  void close() throws IOException;
}
