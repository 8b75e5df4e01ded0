package io.patchbay.plugin.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.plugin.host.Bundle;
import io.patchbay.plugin.host.PluginStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plugins are the installation's: no tenant is bound here. */
@Singleton
public class JdbcPluginStore implements PluginStore {

  private final EngineDatabase database;

  @Inject
  public JdbcPluginStore(EngineDatabase database) {
    this.database = database;
  }

  @Override
  public long revision() {
    return database.inTransaction(JdbcPluginStore::revision);
  }

  private static long revision(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select number from plugin_revision");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public State load() {
    return database.inTransaction(
        connection -> {
          // The revision first: a change in between makes the next look load again.
          long revision = revision(connection);
          return new State(revision, versions(connection), active(connection));
        });
  }

  private static List<StoredVersion> versions(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select plugin_id, version, api_version, provider, description, sha256, source,"
                    + " installed_at, quarantine, catalogue from plugin_bundle"
                    + " order by plugin_id, installed_at, version");
        ResultSet row = select.executeQuery()) {
      List<StoredVersion> versions = new ArrayList<>();
      while (row.next()) {
        versions.add(
            new StoredVersion(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Source.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getString(10)));
      }
      return versions;
    }
  }

  private static Map<String, String> active(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select plugin_id, version from plugin_active");
        ResultSet row = select.executeQuery()) {
      Map<String, String> active = new HashMap<>();
      while (row.next()) {
        active.put(row.getString(1), row.getString(2));
      }
      return active;
    }
  }

  @Override
  public Optional<byte[]> content(String pluginId, String version) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select content from plugin_bundle where plugin_id = ? and version = ?")) {
            select.setString(1, pluginId);
            select.setString(2, version);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public boolean insert(Bundle bundle, Source source, Instant at, boolean activate) {
    return database.inTransaction(
        connection -> {
          if (!insert(connection, bundle, source, at)) {
            return false;
          }
          if (activate) {
            activate(connection, bundle.pluginId(), bundle.version());
          }
          changed(connection);
          return true;
        });
  }

  private static boolean insert(Connection connection, Bundle b, Source source, Instant at)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plugin_bundle (plugin_id, version, api_version, provider, description,"
                + " sha256, source, installed_at, catalogue, content)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setString(1, b.pluginId());
      insert.setString(2, b.version());
      insert.setString(3, b.apiVersion());
      insert.setString(4, b.provider());
      insert.setString(5, b.description());
      insert.setString(6, b.sha256());
      insert.setString(7, source.name().toLowerCase(Locale.ROOT));
      insert.setObject(8, at.atOffset(ZoneOffset.UTC));
      insert.setString(9, b.catalogueJson());
      insert.setBytes(10, b.content());
      return insert.executeUpdate() == 1;
    }
  }

  private static void activate(Connection connection, String pluginId, String version)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into plugin_active (plugin_id, version) values (?, ?)"
                + " on conflict (plugin_id) do update set version = excluded.version")) {
      upsert.setString(1, pluginId);
      upsert.setString(2, version);
      upsert.executeUpdate();
    }
  }

  @Override
  public boolean activate(String pluginId, String version) {
    return database.inTransaction(
        connection -> {
          if (!note(connection, pluginId, version, "")) {
            return false;
          }
          activate(connection, pluginId, version);
          changed(connection);
          return true;
        });
  }

  @Override
  public void quarantine(String pluginId, String version, String reason) {
    database.transact(
        connection -> {
          note(connection, pluginId, version, reason);
          changed(connection);
        });
  }

  private static boolean note(
      Connection connection, String pluginId, String version, String quarantine)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update plugin_bundle set quarantine = nullif(?, '')"
                + " where plugin_id = ? and version = ?")) {
      update.setString(1, quarantine);
      update.setString(2, pluginId);
      update.setString(3, version);
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public void remove(String pluginId, String version) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from plugin_bundle where plugin_id = ? and version = ?")) {
            delete.setString(1, pluginId);
            delete.setString(2, version);
            delete.executeUpdate();
          }
          changed(connection);
        });
  }

  private static void changed(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update plugin_revision set number = number + 1")) {
      update.executeUpdate();
    }
  }
}
