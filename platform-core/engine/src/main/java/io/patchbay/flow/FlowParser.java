package io.patchbay.flow;

import io.patchbay.flow.parse.FlowReader;
import io.patchbay.flow.parse.Problems;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.YamlText;
import java.util.List;
import java.util.Optional;

/**
 * Reads flows in YAML or JSON. Reports every problem at once and throws nothing, whatever the text;
 * time and memory grow with the text and are bounded by the limits.
 */
public final class FlowParser {
  private FlowParser() {}

  public static ParseResult parse(String text) {
    return parse(text, ParseLimits.STANDARD);
  }

  public static ParseResult parse(String text, ParseLimits limits) {
    Problems problems = new Problems(limits.problems());
    YamlText yaml = YamlText.read(text, limits);
    yaml.problems().forEach(p -> problems.error(p.code(), p.message(), "", p.span()));
    SourceNode root = yaml.root();
    if (root == null) {
      return new ParseResult.Invalid(problems.sorted(), Optional.empty(), Optional.empty());
    }
    FlowDefinition flow = new FlowReader(root, limits, problems).read();
    if (flow == null || problems.hasErrors()) {
      return new ParseResult.Invalid(
          problems.sorted(),
          Optional.of(FlowOutline.of(root)),
          Optional.ofNullable(flow)
              .map(read -> new ParseResult.Parsed(read, List.of(), new Positions(root))));
    }
    return new ParseResult.Parsed(flow, problems.sorted(), new Positions(root));
  }
}
