package io.patchbay.secret;

/**
 * Where a sealed value is kept. A value sealed for one place cannot be opened at another, so that
 * swapped rows or columns are noticed.
 *
 * @param row the row's id without the tenant
 */
public record SecretPlace(String table, String row, String column) {
  public SecretPlace {
    if (table.isEmpty() || row.isEmpty() || column.isEmpty()) {
      throw new IllegalArgumentException("A place of a secret has a table, a row and a column.");
    }
  }
}
