package io.patchbay.flow.syntax;

import java.math.BigInteger;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Scalars as JSON values, by the core schema of YAML 1.2. */
final class ScalarReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 100;

  private final String text;
  private final CodePoints offsets;
  private final ScalarResolver resolver = new CoreScalarResolver(false);

  ScalarReader(String text, CodePoints offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  SourceNode read(ScalarEvent event, Span span) {
    Mark start = event.getStartMark().orElseThrow();
    Mark end = event.getEndMark().orElseThrow();
    RawScalar raw =
        new RawScalar(
            text,
            offsets.offset(start.getIndex()),
            offsets.offset(end.getIndex()),
            span.line(),
            span.column(),
            style(event));
    return new SourceNode.Scalar(span, value(event), raw);
  }

  private static RawScalar.Style style(ScalarEvent event) {
    return switch (event.getScalarStyle()) {
      case SINGLE_QUOTED -> RawScalar.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> RawScalar.Style.DOUBLE_QUOTED;
      case LITERAL, FOLDED -> RawScalar.Style.BLOCK;
      case PLAIN -> RawScalar.Style.PLAIN;
    };
  }

  private JsonNode value(ScalarEvent event) {
    String value = event.getValue();
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag().isEmpty();
    Tag tag = plain ? resolver.resolve(value, true) : Tag.STR;
    if (value.length() > LONGEST_NUMBER) {
      return JSON.stringNode(value);
    }
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(value.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.INT)) {
      return integer(value);
    }
    return tag.equals(Tag.FLOAT) ? decimal(value) : JSON.stringNode(value);
  }

  private static JsonNode integer(String value) {
    String digits = value.startsWith("+") ? value.substring(1) : value;
    BigInteger number =
        digits.startsWith("0x")
            ? new BigInteger(digits.substring(2), 16)
            : digits.startsWith("0o")
                ? new BigInteger(digits.substring(2), 8)
                : new BigInteger(digits);
    if (number.bitLength() < 32) {
      return JSON.numberNode(number.intValue());
    }
    return number.bitLength() < 64
        ? JSON.numberNode(number.longValue())
        : BigIntegerNode.valueOf(number);
  }

  private static JsonNode decimal(String value) {
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(value);
    } catch (NumberFormatException e) {
      return JSON.stringNode(value);
    }
  }
}
