package io.patchbay.run.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * How statements that change many runs name their partitions: beside {@code run.id = any(ids)},
 * with an array of one from another row, the first and last id that can be meant. That leaves out
 * other partitions once, when the statement begins. An equality with a value of another row would
 * choose the partition anew at each row, which back ends of PostgreSQL 18 were seen to crash in:
 * the expressions for that are shared with the second look at a row that somebody else has just
 * changed, and freed with it.
 */
record IdRange(UUID first, UUID last) {

  static final String CONDITION = " and run.id >= ?::uuid and run.id <= ?::uuid";

  /** Of a list that is not empty. */
  static <T> IdRange of(List<T> rows, Function<T, UUID> id) {
    UUID first = id.apply(rows.getFirst());
    UUID last = first;
    for (T row : rows) {
      UUID next = id.apply(row);
      first = Rows.ID_ORDER.compare(next, first) < 0 ? next : first;
      last = Rows.ID_ORDER.compare(next, last) > 0 ? next : last;
    }
    return new IdRange(first, last);
  }

  void bind(Columns columns) throws SQLException {
    columns.all(first);
    columns.all(last);
  }
}
