package io.patchbay.plugin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as JDK values: Map, List, String, BigDecimal, Boolean and null, with the platform's limits
 * on size and depth.
 */
public interface Json {
  /**
   * @throws ConnectorException BAD_RESPONSE if it is not JSON or too large
   */
  @Nullable Object parse(String text);

  /** Compact JSON of a JDK value or of a record known to this connector. Secrets are refused. */
  String write(@Nullable Object value);

  /**
   * Makes a record from a JSON object. The record is an input, output, settings, parameters or item
   * record of this connector, is reachable from one, or is marked {@link RemoteRecord}. Unknown
   * members are ignored.
   *
   * @throws ConnectorException BAD_RESPONSE with all problems at once
   */
  <T extends Record> T bind(@Nullable Object value, Class<T> type);

  /** Makes a list of records from a JSON array. */
  <T extends Record> List<T> bindList(@Nullable Object value, Class<T> type);

  /**
   * The JSON object of a record known to this connector; empty Optionals and nulls are left out.
   */
  Map<String, @Nullable Object> toMap(Record value);
}
