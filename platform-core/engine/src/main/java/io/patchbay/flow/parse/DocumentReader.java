package io.patchbay.flow.parse;

import io.patchbay.flow.FlowDocument;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code document}: names, versions, and the metadata that is ours. */
final class DocumentReader {
  static final String PINNED = "1.0.3";
  private static final Pattern LABEL =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  private static final Pattern VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");

  private final Toolkit tools;

  DocumentReader(Toolkit tools) {
    this.tools = tools;
  }

  /** The head and the object at {@code metadata.patchbay}. */
  record Head(FlowDocument document, @Nullable Fields patchbay) {}

  @Nullable Head read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    String dsl = checked(fields, "dsl", VERSION, "a version such as '" + PINNED + "'");
    String label = "1 to 63 letters, digits and hyphens, with no hyphen at either end";
    String namespace = checked(fields, "namespace", LABEL, label);
    String name = checked(fields, "name", LABEL, label);
    String version = checked(fields, "version", VERSION, "a semantic version such as '1.0.0'");
    String title = fields.findText("title");
    String summary = fields.findText("summary");
    fields.allow(List.of("tags"));
    Fields metadata = fields.findObject("metadata", "'metadata'");
    fields.close();
    checkLanguage(fields, dsl);
    Fields patchbay =
        metadata == null ? null : metadata.findObject("patchbay", "'metadata.patchbay'");
    if (dsl == null || namespace == null || name == null || version == null) {
      return new Head(new FlowDocument(PINNED, "-", "-", "0.0.0", title, summary), patchbay);
    }
    return new Head(new FlowDocument(dsl, namespace, name, version, title, summary), patchbay);
  }

  private void checkLanguage(Fields fields, @Nullable String dsl) {
    Place place = fields.find("dsl");
    if (dsl == null || place == null || dsl.startsWith("1.0.")) {
      return;
    }
    tools
        .context()
        .problems()
        .error(
            "flow.unknown-language",
            "The language version "
                + dsl
                + " is not known: this platform reads 1.0.x ("
                + PINNED
                + "). Write `dsl: '"
                + PINNED
                + "'`.",
            place.pointer(),
            place.span());
  }

  private @Nullable String checked(Fields fields, String key, Pattern pattern, String wanted) {
    String text = fields.requireText(key);
    Place place = fields.find(key);
    if (text != null && place != null && !pattern.matcher(text).matches()) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-name",
              "'" + text + "' cannot be the " + key + " of a flow: it must be " + wanted + ".",
              place.pointer(),
              place.span());
      return null;
    }
    return text;
  }
}
