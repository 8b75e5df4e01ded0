package io.patchbay.flow;

/**
 * Something wrong or doubtful in a flow's text.
 *
 * @param code stable, for documentation and tests: {@code flow.unknown-task}
 * @param message what, why, and what to do
 * @param pointer JSON pointer of the place in the document, empty for the whole
 * @param line first line, from 1
 * @param column first column, from 1
 * @param endLine last line
 * @param endColumn the column after the last character
 */
public record Problem(
    Severity severity,
    String code,
    String message,
    String pointer,
    int line,
    int column,
    int endLine,
    int endColumn) {

  /** An error keeps the flow from being published, a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
