package io.patchbay.flow;

/**
 * Bounds of what the parser takes in.
 *
 * @param characters of the text
 * @param depth of nesting
 * @param nodes of the document, aliases written out
 * @param tasks of one flow
 * @param problems that are reported
 */
public record ParseLimits(int characters, int depth, int nodes, int tasks, int problems) {
  public static final ParseLimits STANDARD = new ParseLimits(1024 * 1024, 100, 100_000, 2_000, 100);
}
