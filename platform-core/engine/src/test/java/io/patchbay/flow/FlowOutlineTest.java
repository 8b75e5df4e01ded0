package io.patchbay.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the tasks of a picture stand in the text; an editor inserts behind their last line. */
class FlowOutlineTest {
  private static final String TEXT =
      """
      document: {dsl: '1.0.3', namespace: test, name: lines, version: '1.0.0'}
      do:
        - greet:
            set: {message: Hello}
        # what the caller gets
        - reply:
            set:
              done: true

        - last:
            fork:
              branches:
                - one:
                    set: {a: 1}
                - two:
                    set: {b: 2}
      """;

  @Test
  void aTaskEndsBeforeTheNextOneBegins() {
    List<FlowOutline> tasks =
        FlowParser.parse(TEXT).outline().orElseThrow().groups().getFirst().nodes();
    assertEquals(List.of(3, 6, 10), tasks.stream().map(FlowOutline::line).toList());
    assertEquals(List.of(5, 8, 16), tasks.stream().map(FlowOutline::endLine).toList());
    FlowOutline first = tasks.getLast().groups().getFirst().nodes().getFirst();
    assertEquals(14, first.endLine());
  }
}
