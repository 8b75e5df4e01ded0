package io.patchbay.connection.jpa;

import io.patchbay.connection.Connection;
import io.patchbay.connection.Connection.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A row of {@code connection}. */
@Entity
@Table(name = "connection")
@SuppressWarnings("NullAway.Init")
public class ConnectionEntity {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TenantId
  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Id private UUID id;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private String connector;

  private String kind;
  private String settings;
  private byte @Nullable [] secrets;

  @Column(name = "secret_fields")
  private String secretFields;

  private String status;

  @Column(name = "status_message")
  private @Nullable String statusMessage;

  @Column(name = "checked_at")
  private @Nullable Instant checkedAt;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private int version;

  protected ConnectionEntity() {}

  ConnectionEntity(Connection connection) {
    id = connection.id();
    name = connection.name();
    connector = connection.connector();
    createdAt = connection.createdAt();
    take(connection);
  }

  /** Everything that an update may change. */
  final void take(Connection connection) {
    kind = connection.kind();
    settings = JSON.writeValueAsString(connection.settings());
    secrets = connection.sealed();
    secretFields = JSON.writeValueAsString(connection.secretFields());
    status = connection.status().name().toLowerCase(Locale.ROOT);
    statusMessage = connection.statusMessage();
    checkedAt = connection.checkedAt();
    updatedAt = connection.updatedAt();
  }

  int version() {
    return version;
  }

  Connection toConnection() {
    List<String> fields = new ArrayList<>();
    JSON.readTree(secretFields).values().forEach(field -> fields.add(field.asString()));
    ObjectNode plain =
        JSON.readTree(settings) instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    return new Connection(
        id,
        name,
        connector,
        kind,
        plain,
        secrets,
        fields,
        Status.valueOf(status.toUpperCase(Locale.ROOT)),
        statusMessage,
        checkedAt,
        createdAt,
        updatedAt,
        version);
  }
}
