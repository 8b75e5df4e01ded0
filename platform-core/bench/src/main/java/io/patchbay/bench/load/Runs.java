package io.patchbay.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Asks the database what became of runs; the answers of the server do not count. */
record Runs(Folder folder) {

  /** Latencies from acceptance to the end, in milliseconds. */
  record Ended(long succeeded, long others, double p50, double p95, double p99) {}

  private static final String ENDED =
      """
      select count(*) filter (where state = 'SUCCEEDED'), count(*) filter (where state <> 'SUCCEEDED'),
             percentile_cont(array[0.5, 0.95, 0.99]) within group
               (order by extract(epoch from finished_at - accepted_at) * 1000)
      from run where tenant_id in (select id from tenant where slug like ?)
        and finished_at >= ? and finished_at < ?
      """;

  /** Of the tenants whose slug is like this one. */
  Ended ended(String tenants, Instant from, Instant to) throws SQLException {
    try (Connection connection = folder.administrator();
        PreparedStatement query = connection.prepareStatement(ENDED)) {
      query.setString(1, tenants);
      query.setObject(2, from.atOffset(ZoneOffset.UTC));
      query.setObject(3, to.atOffset(ZoneOffset.UTC));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        java.sql.Array array = row.getArray(3);
        Double[] at = array == null ? new Double[] {0.0, 0.0, 0.0} : (Double[]) array.getArray();
        return new Ended(row.getLong(1), row.getLong(2), at[0], at[1], at[2]);
      }
    }
  }

  /** One number that a query without parameters answers. */
  double number(String sql) throws SQLException {
    try (Connection connection = folder.administrator();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getDouble(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = folder.administrator();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
