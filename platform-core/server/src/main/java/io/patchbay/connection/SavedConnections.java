package io.patchbay.connection;

import io.patchbay.connection.Connection.Status;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.call.JdkJson;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Opens saved connections for running steps. */
public final class SavedConnections implements ConnectionResolver {

  private static final int LONGEST_MESSAGE = 500;

  private final ConnectionRepository repository;
  private final SealedSecrets secrets;
  private final InstantSource clock;

  public SavedConnections(ConnectionRepository repository, SecretVault vault, InstantSource clock) {
    this.repository = repository;
    this.secrets = new SealedSecrets(vault);
    this.clock = clock;
  }

  @Override
  public Optional<ResolvedConnection> find(TenantId tenant, String name) {
    return repository.find(tenant, name).map(connection -> open(tenant, connection));
  }

  private ResolvedConnection open(TenantId tenant, Connection connection) {
    Map<String, JsonNode> opened = secrets.open(tenant, connection.id(), connection.sealed());
    return resolved(connection, opened);
  }

  static ResolvedConnection resolved(Connection connection, Map<String, JsonNode> secrets) {
    return new ResolvedConnection(
        connection.name(),
        connection.connector(),
        connection.kind(),
        connection.version() + 1L,
        JdkJson.members(SecretFields.join(connection.settings(), secrets)),
        SecretFields.texts(secrets),
        SecretMask.of(SecretFields.texts(secrets)));
  }

  @Override
  public void refused(TenantId tenant, String name, String message) {
    String cut =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    repository.saveStatus(tenant, name, Status.FAILING, cut, clock.instant());
  }
}
