package io.patchbay.connection;

import io.patchbay.connection.Connection.Status;
import io.patchbay.connection.SettingsCheck.Known;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.FlowUses;
import io.patchbay.connector.FlowUses.FlowUse;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.call.ConnectionProbe;
import io.patchbay.plugin.host.PluginCallFailed;
import io.patchbay.secret.SealBroken;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do with connections. Plugins are asked outside of transactions. */
public final class Connections {

  private final ConnectionRepository repository;
  private final Connectors connectors;
  private final ConnectionProbe probe;
  private final SettingsCheck check;
  private final SealedSecrets secrets;
  private final SecretVault vault;
  private final FlowUses uses;
  private final InstantSource clock;

  public Connections(
      ConnectionRepository repository,
      Connectors connectors,
      ConnectionProbe probe,
      SecretVault vault,
      FlowUses uses,
      InstantSource clock) {
    this.repository = repository;
    this.connectors = connectors;
    this.probe = probe;
    this.check = new SettingsCheck(connectors, probe);
    this.secrets = new SealedSecrets(vault);
    this.vault = vault;
    this.uses = uses;
    this.clock = clock;
  }

  public List<Connection> list(
      TenantId tenant,
      @Nullable String after,
      @Nullable String search,
      @Nullable String connector,
      int rows) {
    return repository.list(tenant, after, search, connector, rows);
  }

  public Optional<Connection> find(TenantId tenant, String name) {
    return repository.find(tenant, name);
  }

  /** The label of a connector for people; its id when the plugin is gone. */
  public String label(String connector) {
    return connectors.find(connector).map(o -> o.connector().label()).orElse(connector);
  }

  /** All secret fields that the connection's kind has. */
  public List<String> secretFields(Connection connection) {
    return connectors
        .find(connection.connector())
        .flatMap(o -> o.connector().kind(connection.kind()))
        .map(kind -> new SecretFields(kind.settingsSchema()).names())
        .orElse(connection.secretFields());
  }

  public List<FlowUse> uses(TenantId tenant, String name) {
    return uses.ofConnection(tenant, name);
  }

  public SaveResult create(
      TenantId tenant, String name, String connector, String kind, ObjectNode settings)
      throws InterruptedException {
    List<SettingsProblem> problems = new ArrayList<>();
    SettingsCheck.name(name, problems);
    Optional<Known> known = check.find(connector, kind, problems);
    try {
      if (known.isPresent()) {
        problems.addAll(check.settings(tenant, known.get(), settings));
      }
    } catch (PluginCallFailed e) {
      return new SaveResult.Unavailable(String.valueOf(e.getMessage()));
    }
    if (known.isEmpty() || !problems.isEmpty()) {
      return new SaveResult.Invalid(problems);
    }
    SecretFields.Split split = known.get().secretFields().split(settings);
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    Connection connection =
        new Connection(
            id,
            name,
            connector,
            kind,
            split.plain(),
            secrets.seal(tenant, id, split.secrets()),
            List.copyOf(split.secrets().keySet()),
            Status.UNCHECKED,
            null,
            null,
            now,
            now,
            0);
    return repository.insert(tenant, connection)
        ? new SaveResult.Saved(connection)
        : new SaveResult.NameTaken();
  }

  /**
   * Replaces the settings. A secret that is left out stays as it is while the kind stays; a null
   * takes it away.
   */
  public SaveResult update(
      TenantId tenant, String name, int version, @Nullable String newKind, ObjectNode settings)
      throws InterruptedException {
    Optional<Connection> found = repository.find(tenant, name);
    if (found.isEmpty()) {
      return new SaveResult.NotFound();
    }
    Connection old = found.get();
    if (old.version() != version) {
      return new SaveResult.Stale();
    }
    String kind = newKind == null ? old.kind() : newKind;
    List<SettingsProblem> problems = new ArrayList<>();
    Optional<Known> known = check.find(old.connector(), kind, problems);
    if (known.isEmpty()) {
      return new SaveResult.Invalid(problems);
    }
    SecretFields.Split split = known.get().secretFields().split(settings);
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    if (kind.equals(old.kind())) {
      try {
        merged.putAll(secrets.open(tenant, old.id(), old.sealed()));
      } catch (SealBroken e) {
        // Its secrets are lost: those in the request take their place, or the connector objects.
        merged.clear();
      }
    }
    split
        .secrets()
        .forEach(
            (field, value) -> {
              if (value.isNull()) {
                merged.remove(field);
              } else {
                merged.put(field, value);
              }
            });
    try {
      problems.addAll(
          check.settings(tenant, known.get(), SecretFields.join(split.plain(), merged)));
    } catch (PluginCallFailed e) {
      return new SaveResult.Unavailable(String.valueOf(e.getMessage()));
    }
    if (!problems.isEmpty()) {
      return new SaveResult.Invalid(problems);
    }
    Connection changed =
        old.with(
            kind,
            split.plain(),
            secrets.seal(tenant, old.id(), merged),
            List.copyOf(merged.keySet()),
            clock.instant());
    return repository
        .update(tenant, changed)
        .<SaveResult>map(SaveResult.Saved::new)
        .orElseGet(SaveResult.Stale::new);
  }

  /** What deleting a connection came to. */
  public sealed interface Deletion {
    record Deleted() implements Deletion {}

    record NotFound() implements Deletion {}

    /** Flows that are on use it. */
    record InUse(List<FlowUse> flows) implements Deletion {}
  }

  public Deletion delete(TenantId tenant, String name) {
    if (repository.find(tenant, name).isEmpty()) {
      return new Deletion.NotFound();
    }
    List<FlowUse> enabled =
        uses.ofConnection(tenant, name).stream().filter(FlowUse::enabled).toList();
    if (!enabled.isEmpty()) {
      return new Deletion.InUse(enabled);
    }
    return repository.delete(tenant, name) ? new Deletion.Deleted() : new Deletion.NotFound();
  }

  /** Tries a saved connection and keeps the result; empty when there is none of this name. */
  public Optional<CheckResult> check(TenantId tenant, String name) throws InterruptedException {
    Optional<Connection> found = repository.find(tenant, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CheckResult result = check(tenant, found.get());
    switch (result) {
      case CheckResult.Ok(String message) ->
          repository.saveStatus(tenant, name, Status.OK, message, clock.instant());
      case CheckResult.Failed(var kind, String message) ->
          repository.saveStatus(tenant, name, Status.FAILING, message, clock.instant());
    }
    return Optional.of(result);
  }

  private CheckResult check(TenantId tenant, Connection connection) throws InterruptedException {
    List<SettingsProblem> problems = new ArrayList<>();
    Optional<Known> known = check.find(connection.connector(), connection.kind(), problems);
    if (known.isEmpty()) {
      return CheckResult.failed(ErrorKind.UNAVAILABLE, problems.getFirst().message());
    }
    try {
      Map<String, JsonNode> opened = secrets.open(tenant, connection.id(), connection.sealed());
      return probe.check(
          tenant, known.get().offered(), SavedConnections.resolved(connection, opened));
    } catch (SealBroken e) {
      return CheckResult.failed(ErrorKind.AUTHENTICATION, String.valueOf(e.getMessage()));
    }
  }

  /** What trying settings that are not saved came to. */
  public sealed interface Trial {
    record Tried(CheckResult result) implements Trial {}

    record Invalid(List<SettingsProblem> problems) implements Trial {}
  }

  /** Tries settings before they are saved. */
  public Trial tryOut(
      TenantId tenant, String name, String connector, String kind, ObjectNode settings)
      throws InterruptedException {
    List<SettingsProblem> problems = new ArrayList<>();
    Optional<Known> known = check.find(connector, kind, problems);
    if (known.isEmpty()) {
      return new Trial.Invalid(problems);
    }
    try {
      problems.addAll(check.settings(tenant, known.get(), settings));
    } catch (PluginCallFailed e) {
      return new Trial.Tried(CheckResult.failed(e.kind(), String.valueOf(e.getMessage())));
    }
    return problems.isEmpty()
        ? new Trial.Tried(
            probe.check(
                tenant, known.get().offered(), SettingsCheck.unsaved(known.get(), name, settings)))
        : new Trial.Invalid(problems);
  }

  /**
   * Gives the tenant a new key and seals everything with it again. Connections can be used and
   * changed meanwhile: what is still sealed with an older key stays readable.
   *
   * @return how many connections were sealed again
   */
  public int rotateKey(TenantId tenant) {
    vault.rotate(tenant);
    int resealed = 0;
    String after = null;
    while (true) {
      List<Connection> page = repository.list(tenant, after, null, null, 100);
      for (Connection connection : page) {
        byte[] sealed = connection.sealed();
        if (sealed != null
            && vault.isOutdated(tenant, sealed)
            && repository.reseal(
                tenant, connection, secrets.reseal(tenant, connection.id(), sealed))) {
          resealed++;
        }
      }
      if (page.size() < 100) {
        return resealed;
      }
      after = page.getLast().name();
    }
  }
}
