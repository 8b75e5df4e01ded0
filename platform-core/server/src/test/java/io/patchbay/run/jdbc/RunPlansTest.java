package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.patchbay.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The statements on the path of every run reach runs by their key: any other index holds an entry
 * of each run that has moved on since the last vacuum, and looking through those makes a run dearer
 * the more of them there were.
 */
class RunPlansTest {

  private static final Pattern SCAN = Pattern.compile("(?:Index.* using (\\S+)|Seq Scan) on run_");

  @ParameterizedTest
  @ValueSource(strings = {"write", "renew"})
  void runsAreReachedByTheirKeys(String which) {
    String sql = which.equals("write") ? RunWrites.WRITE : LeaseRows.RENEW;
    List<String> plan = TestDatabase.shared().engine().inTransaction(c -> plan(c, sql));
    List<String> others = new ArrayList<>();
    int scans = 0;
    for (String line : plan) {
      Matcher scan = SCAN.matcher(line);
      if (scan.find()) {
        scans++;
        if (scan.group(1) == null || !scan.group(1).contains("pkey")) {
          others.add(line.strip());
        }
      }
    }
    String whole = String.join("\n", plan);
    assertFalse(scans == 0, whole);
    assertEquals(List.of(), others);
    assertFalse(
        Pattern.compile("\\(id = (?!ANY)").matcher(whole).find(),
        "a partition is chosen at each row, see IdRange: " + whole);
  }

  /** As in the writer's connections. */
  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;"
              + " set local enable_hashjoin = off; set local enable_mergejoin = off");
      int parameters = 0;
      StringBuilder numbered = new StringBuilder("prepare planned as ");
      for (char c : sql.toCharArray()) {
        if (c == '?') {
          numbered.append('$').append(++parameters);
        } else {
          numbered.append(c);
        }
      }
      statement.execute(numbered.toString());
      // The range of ids leaves the partitions in; nothing else matters to a plan for all values.
      List<String> values = new ArrayList<>(Collections.nCopies(parameters, "null"));
      Matcher bound = Pattern.compile("(>|<)= \\$(\\d+)::uuid").matcher(numbered);
      while (bound.find()) {
        values.set(
            Integer.parseInt(bound.group(2)) - 1,
            bound.group(1).equals(">")
                ? "'00000000-0000-0000-0000-000000000000'"
                : "'ffffffff-ffff-ffff-ffff-ffffffffffff'");
      }
      try (ResultSet rows =
          statement.executeQuery("explain execute planned(" + String.join(", ", values) + ")")) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      statement.execute("deallocate planned");
    }
    return lines;
  }
}
