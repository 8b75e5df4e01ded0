package io.patchbay.plugin.processor;

/** Java source, line by line, indented by the braces in force. */
final class SourceText {
  private final StringBuilder text = new StringBuilder();
  private String indent = "";

  /** Without arguments the line is taken as it is. */
  void line(String line, Object... arguments) {
    String filled = arguments.length == 0 ? line : line.formatted(arguments);
    text.append(filled.isEmpty() ? "" : indent + filled).append('\n');
  }

  void indented(Runnable content) {
    String before = indent;
    indent = before + "  ";
    content.run();
    indent = before;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
