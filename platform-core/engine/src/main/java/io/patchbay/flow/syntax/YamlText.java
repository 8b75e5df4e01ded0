package io.patchbay.flow.syntax;

import io.patchbay.flow.ParseLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A text read as YAML 1.2 (JSON is a part of it), within limits.
 *
 * @param root null when nothing could be read
 */
public record YamlText(@Nullable SourceNode root, List<SyntaxProblem> problems) {

  public static YamlText read(String text, ParseLimits limits) {
    List<SyntaxProblem> problems = new ArrayList<>();
    if (text.length() > limits.characters()) {
      problems.add(
          new SyntaxProblem(
              "flow.too-large",
              "The text has "
                  + text.length()
                  + " characters, a flow may have "
                  + limits.characters()
                  + ". Split it with `run: workflow`, or keep data out of the flow.",
              Span.START));
      return new YamlText(null, problems);
    }
    return new YamlText(compose(text, limits, problems), problems);
  }

  private static @Nullable SourceNode compose(
      String text, ParseLimits limits, List<SyntaxProblem> problems) {
    // One buffer for the whole text: the reader of snakeyaml-engine 3.0.1 fails when the end of a
    // buffer splits a surrogate pair.
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("flow")
            .setCodePointLimit(limits.characters() + 1)
            .setBufferSize(Math.max(1024, text.length() + 1))
            .build();
    try {
      Iterable<Event> events = new Parse(settings).parseString(text);
      return new TreeBuilder(text, limits, problems).build(events.iterator());
    } catch (MarkedYamlEngineException e) {
      problems.add(
          new SyntaxProblem(
              "flow.not-yaml",
              "The text is not valid YAML: " + sentence(e) + " Check the indentation and quotes.",
              span(e.getProblemMark().or(e::getContextMark))));
    } catch (LimitReached e) {
      problems.add(e.problem());
    } catch (YamlEngineException e) {
      problems.add(
          new SyntaxProblem(
              "flow.not-yaml",
              "The text cannot be read: it has a character that YAML does not allow.",
              Span.START));
    }
    return null;
  }

  private static String sentence(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
    return (e.getContext() == null ? problem : e.getContext() + ", " + problem) + ".";
  }

  private static Span span(Optional<Mark> mark) {
    return mark.map(
            m -> new Span(m.getLine() + 1, m.getColumn() + 1, m.getLine() + 1, m.getColumn() + 2))
        .orElse(Span.START);
  }

  static final class LimitReached extends RuntimeException {
    private final transient SyntaxProblem problem;

    LimitReached(SyntaxProblem problem) {
      super(problem.message());
      this.problem = problem;
    }

    SyntaxProblem problem() {
      return problem;
    }
  }
}
