package io.patchbay.plugin.spi;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON for one connector: the platform's parser with the connector's generated record types. */
public final class ConnectorJson implements Json {
  private final JsonText text;
  private final ConnectorDispatcher dispatcher;

  public ConnectorJson(JsonText text, ConnectorDispatcher dispatcher) {
    this.text = text;
    this.dispatcher = dispatcher;
  }

  @Override
  public @Nullable Object parse(String json) {
    return text.parse(json);
  }

  @Override
  public String write(@Nullable Object value) {
    return text.write(value == null ? null : toJdk(value));
  }

  private @Nullable Object toJdk(Object value) {
    return value instanceof Record known ? toMap(known) : JsonTypes.ANY.write(value);
  }

  @Override
  public <T extends Record> T bind(@Nullable Object value, Class<T> type) {
    return read(value, recordType(type));
  }

  @Override
  public <T extends Record> List<T> bindList(@Nullable Object value, Class<T> type) {
    return read(value, JsonTypes.list(recordType(type)));
  }

  private static <T> T read(@Nullable Object value, JsonType<T> type) {
    if (value == null) {
      throw ConnectorException.badResponse("There is no value.");
    }
    Place place = Place.lenient();
    T result = type.read(value, place);
    if (result == null || !place.problems().isEmpty()) {
      throw ConnectorException.badResponse("The value is not as expected", place.problems());
    }
    return result;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> toMap(Record value) {
    return ((RecordType<Record>) recordType(value.getClass())).write(value);
  }

  private <T extends Record> RecordType<T> recordType(Class<T> type) {
    Optional<RecordType<T>> known = dispatcher.recordType(type);
    return known.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Connector '%s' has no JSON form for record %s. Mark it with @RemoteRecord."
                    .formatted(dispatcher.connectorId(), type.getSimpleName())));
  }
}
