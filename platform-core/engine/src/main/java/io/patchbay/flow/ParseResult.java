package io.patchbay.flow;

import io.patchbay.flow.syntax.Positions;
import java.util.List;
import java.util.Optional;

/** What came of a text. */
public sealed interface ParseResult {
  /** In the order of the text. */
  List<Problem> problems();

  /** The tree for drawing, also of a text with problems; empty when nothing could be read. */
  Optional<FlowOutline> outline();

  /**
   * Can run.
   *
   * @param problems warnings only
   * @param positions where the members of the document stand
   */
  record Parsed(FlowDefinition flow, List<Problem> problems, Positions positions)
      implements ParseResult {
    @Override
    public Optional<FlowOutline> outline() {
      return Optional.of(FlowOutline.of(positions.root()));
    }
  }

  /**
   * Has at least one error.
   *
   * @param readable what could be read, to look for more problems; never to be run
   */
  record Invalid(List<Problem> problems, Optional<FlowOutline> outline, Optional<Parsed> readable)
      implements ParseResult {}
}
