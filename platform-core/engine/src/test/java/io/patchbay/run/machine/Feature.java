package io.patchbay.run.machine;

import java.util.ArrayList;
import java.util.List;

/** The scenarios of a feature file of the conformance kit. */
record Feature(List<Scenario> scenarios) {

  /**
   * @param text the sentence without its keyword
   * @param block the text between triple quotes below it, or empty
   */
  record Step(String text, String block) {}

  record Scenario(String name, List<Step> steps) {}

  static Feature read(String text) {
    List<Scenario> scenarios = new ArrayList<>();
    List<String> lines = text.lines().toList();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("Scenario:")) {
        steps = new ArrayList<>();
        scenarios.add(new Scenario(line.substring("Scenario:".length()).strip(), steps));
      } else if (line.matches("(Given|When|Then|And) .*") && !scenarios.isEmpty()) {
        StringBuilder block = new StringBuilder();
        if (i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("\"\"\"")) {
          i += 2;
          while (!lines.get(i).strip().startsWith("\"\"\"")) {
            block.append(lines.get(i)).append('\n');
            i++;
          }
        }
        steps.add(new Step(line.replaceFirst("^(Given|When|Then|And) ", ""), block.toString()));
      }
    }
    return new Feature(scenarios);
  }
}
