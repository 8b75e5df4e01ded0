package io.patchbay.bench.proof.installation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the checker reads from the database, past every wall. */
public final class Rows {
  /**
   * The begin of a query: journals as a table {@code entry}. A row of {@code journal} holds what a
   * run wrote at once; of a write that was repeated the first counts.
   */
  public static final String ENTRIES =
      "with entry as (select distinct on (j.tenant_id, j.run_id, (e ->> 's')::bigint)"
          + " j.tenant_id, j.run_id, (e ->> 's')::bigint as sequence, e ->> 'k' as kind"
          + " from journal j cross join lateral json_array_elements(j.entries::json -> 'e') e"
          + " order by j.tenant_id, j.run_id, (e ->> 's')::bigint, j.sequence) ";

  private final Installation installation;

  public Rows(Installation installation) {
    this.installation = installation;
  }

  public long number(String sql, Object... values) throws SQLException {
    List<List<String>> rows = list(sql, values);
    return Long.parseLong(rows.getFirst().getFirst());
  }

  public Set<String> set(String sql, Object... values) throws SQLException {
    Set<String> found = new HashSet<>();
    list(sql, values).forEach(row -> found.add(row.getFirst()));
    return found;
  }

  /** The first column as key, the second as value. */
  public Map<String, String> map(String sql, Object... values) throws SQLException {
    Map<String, String> found = new HashMap<>();
    list(sql, values).forEach(row -> found.put(row.get(0), row.get(1)));
    return found;
  }

  public List<List<String>> list(String sql, Object... values) throws SQLException {
    try (Connection connection = installation.superuser();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (!statement.execute()) {
        return List.of(List.of(String.valueOf(statement.getUpdateCount())));
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result = statement.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            row.add(String.valueOf(result.getString(column)));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }

  /** How many runs have not ended. */
  public long open() throws SQLException {
    return number(
        "select count(*) from run where state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN')");
  }
}
