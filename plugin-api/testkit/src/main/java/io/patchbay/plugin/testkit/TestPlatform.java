package io.patchbay.plugin.testkit;

import io.patchbay.plugin.spi.ConnectorDispatcher;
import io.patchbay.plugin.spi.ConnectorJson;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one connector without the platform: the generated dispatcher, real HTTP, real JSON. A test
 * that passes here says something about the platform too, because both go through the same
 * dispatcher.
 */
public final class TestPlatform implements AutoCloseable {
  private final ConnectorDispatcher dispatcher;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private final RecordingLog log = new RecordingLog();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private TestPlatform(ConnectorDispatcher dispatcher, Catalogue catalogue, InstantSource clock) {
    this.dispatcher = dispatcher;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  public static TestPlatform of(Class<?> connector) {
    return of(connector, InstantSource.system());
  }

  /**
   * @param clock what the connector reads as the time; deadlines follow it too
   */
  public static TestPlatform of(Class<?> connector, InstantSource clock) {
    Catalogue catalogue = Catalogue.of(connector);
    try {
      Object dispatcher =
          connector
              .getClassLoader()
              .loadClass(connector.getName() + "Dispatcher")
              .getConstructor()
              .newInstance();
      return new TestPlatform((ConnectorDispatcher) dispatcher, catalogue, clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Cannot make the dispatcher of " + connector.getSimpleName() + ".", e);
    }
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Every line that the connector has logged. */
  public List<String> logLines() {
    return log.lines();
  }

  /** A connection of the first kind. */
  public TestConnection connect(Map<String, ? extends @Nullable Object> settings) {
    return connect(catalogue.connectionKinds().getFirst().id(), settings);
  }

  /** A connection with its own tokens. */
  public TestConnection connect(String kind, Map<String, ? extends @Nullable Object> settings) {
    return new TestConnection(this, dispatcher.settings(kind, settings));
  }

  ConnectorDispatcher dispatcher() {
    return dispatcher;
  }

  InstantSource clock() {
    return clock;
  }

  RecordingLog log() {
    return log;
  }

  HttpClient client() {
    return client;
  }

  ConnectorJson json() {
    return new ConnectorJson(new JacksonText(), dispatcher);
  }

  @Override
  public void close() {
    dispatcher.close();
    client.shutdownNow();
  }
}
