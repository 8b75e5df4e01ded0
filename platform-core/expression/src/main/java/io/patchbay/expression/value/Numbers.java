package io.patchbay.expression.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/**
 * jq's numbers: arithmetic is that of doubles, done on longs where both agree; literals that a
 * double cannot hold are kept as written until something is calculated with them.
 */
public final class Numbers {
  private static final long EXACT = 1L << 53;
  private static final int MAX_DIGITS = 1000;

  private Numbers() {}

  /** Whether the value is held as a Java int or long. */
  public static boolean isLong(JsonNode v) {
    return v instanceof IntNode || v instanceof LongNode;
  }

  public static JsonNode of(long v) {
    if (v >= Integer.MIN_VALUE && v <= Integer.MAX_VALUE) {
      return IntNode.valueOf((int) v);
    }
    return v >= -EXACT && v <= EXACT ? LongNode.valueOf(v) : DoubleNode.valueOf((double) v);
  }

  public static JsonNode of(double v) {
    if (v == Math.rint(v) && Math.abs(v) <= EXACT && !(v == 0 && 1 / v < 0)) {
      return of((long) v);
    }
    return DoubleNode.valueOf(v);
  }

  /** The value as a double; literals too large become infinite. */
  public static double toDouble(JsonNode v) {
    if (v instanceof DoubleNode || v instanceof IntNode) {
      return v.doubleValue();
    }
    return v.isBigInteger() || v.isBigDecimal() ? v.numberValue().doubleValue() : v.doubleValue();
  }

  /** Cut towards zero, saturating; NaN is 0. */
  public static long toLong(JsonNode v) {
    return isLong(v) ? v.longValue() : (long) toDouble(v);
  }

  public static double require(JsonNode v, String what) {
    if (!v.isNumber()) {
      throw JqError.of(Json.describe(v) + " " + what);
    }
    return toDouble(v);
  }

  /** A literal that the grammar has already checked. */
  public static JsonNode parse(String text) {
    if (text.length() <= 18 && isDigits(text)) {
      long v = Long.parseLong(text);
      return v <= Integer.MAX_VALUE ? IntNode.valueOf((int) v) : LongNode.valueOf(v);
    }
    double d = Double.parseDouble(text);
    if (text.length() > MAX_DIGITS) {
      return of(d);
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(text.startsWith("+") ? text.substring(1) : text);
    } catch (NumberFormatException _) {
      return of(d); // the exponent is beyond BigDecimal
    }
    if (exact.signum() == 0) {
      return text.startsWith("-") ? DoubleNode.valueOf(-0.0) : of(0L);
    }
    if (exact.scale() <= 0 && exact.precision() - exact.scale() <= 400) {
      BigInteger integer = exact.toBigInteger();
      if (integer.bitLength() < 64) {
        long v = integer.longValue();
        return v == (int) v ? IntNode.valueOf((int) v) : LongNode.valueOf(v);
      }
      return BigIntegerNode.valueOf(integer);
    }
    if (!Double.isInfinite(d) && d != 0 && BigDecimal.valueOf(d).compareTo(exact) == 0) {
      return of(d);
    }
    return DecimalNode.valueOf(exact);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  public static JsonNode negate(JsonNode v) {
    if (isLong(v)) {
      long l = v.longValue();
      if (l == 0) {
        return DoubleNode.valueOf(-0.0);
      }
      if (l != Long.MIN_VALUE) {
        long n = -l;
        return n == (int) n ? IntNode.valueOf((int) n) : LongNode.valueOf(n);
      }
    }
    if (v.isBigInteger()) {
      return BigIntegerNode.valueOf(v.bigIntegerValue().negate());
    }
    if (v.isBigDecimal()) {
      return DecimalNode.valueOf(v.decimalValue().negate());
    }
    return of(-v.doubleValue());
  }

  public static JsonNode add(JsonNode a, JsonNode b) {
    if (isSmall(a) && isSmall(b)) {
      return of(a.longValue() + b.longValue());
    }
    return of(toDouble(a) + toDouble(b));
  }

  public static JsonNode subtract(JsonNode a, JsonNode b) {
    if (isSmall(a) && isSmall(b)) {
      return of(a.longValue() - b.longValue());
    }
    return of(toDouble(a) - toDouble(b));
  }

  public static JsonNode multiply(JsonNode a, JsonNode b) {
    if (a instanceof IntNode && b instanceof IntNode) {
      int x = a.intValue();
      int y = b.intValue();
      if (x != 0 && y != 0) {
        return of((long) x * y);
      }
    }
    return of(toDouble(a) * toDouble(b));
  }

  public static JsonNode divide(JsonNode a, JsonNode b) {
    double divisor = toDouble(b);
    if (divisor == 0) {
      throw JqError.of(
          Json.describe(a)
              + " and "
              + Json.describe(b)
              + " cannot be divided because the divisor is zero");
    }
    return of(toDouble(a) / divisor);
  }

  public static JsonNode modulo(JsonNode a, JsonNode b) {
    double x = toDouble(a);
    double y = toDouble(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return DoubleNode.valueOf(Double.NaN);
    }
    long divisor = toLong(b);
    if (divisor == 0) {
      throw JqError.of(
          Json.describe(a)
              + " and "
              + Json.describe(b)
              + " cannot be divided (remainder) because the divisor is zero");
    }
    if (divisor == Long.MIN_VALUE) {
      divisor = Long.MAX_VALUE;
    }
    return of(toLong(a) % Math.abs(divisor));
  }

  public static int compare(JsonNode a, JsonNode b) {
    if (isLong(a) && isLong(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    double x = toDouble(a);
    double y = toDouble(b);
    if (Double.isNaN(x)) {
      return -1; // below everything, itself included
    }
    if (Double.isNaN(y)) {
      return 1;
    }
    if (isExact(a) || isExact(b)) {
      if (isFinite(a) && isFinite(b)) {
        return decimal(a).compareTo(decimal(b));
      }
    }
    return x < y ? -1 : x > y ? 1 : 0;
  }

  private static boolean isExact(JsonNode v) {
    return v.isBigInteger() || v.isBigDecimal() || v instanceof LongNode;
  }

  private static boolean isFinite(JsonNode v) {
    return v.isBigInteger() || v.isBigDecimal() || Double.isFinite(v.doubleValue());
  }

  private static BigDecimal decimal(JsonNode v) {
    return isLong(v) || v.isBigInteger() || v.isBigDecimal()
        ? v.decimalValue()
        : BigDecimal.valueOf(v.doubleValue());
  }

  /** Whether a sum may hold it without rounding. */
  public static boolean isExact(long v) {
    return v >= -EXACT && v <= EXACT;
  }

  /** A whole number that doubles hold exactly. */
  public static boolean isSmall(JsonNode v) {
    if (v instanceof IntNode) {
      return true;
    }
    return v instanceof LongNode && Math.abs(v.longValue()) <= EXACT;
  }

  /** As jq prints it: no more digits than needed, NaN is null, infinity the largest number. */
  public static String text(JsonNode v) {
    if (isLong(v)) {
      return Long.toString(v.longValue());
    }
    if (v.isBigInteger()) {
      return v.bigIntegerValue().toString();
    }
    if (v.isBigDecimal()) {
      return v.decimalValue().toString();
    }
    return text(v.doubleValue());
  }

  public static String text(double v) {
    if (Double.isNaN(v)) {
      return "null";
    }
    if (Double.isInfinite(v)) {
      return text(Math.copySign(Double.MAX_VALUE, v));
    }
    if (v == 0) {
      return 1 / v < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(Math.abs(v))).stripTrailingZeros();
    if (exact.precision() == 2) {
      // Java always prints two digits, even where one tells the number from its neighbours
      BigDecimal shorter = exact.round(new MathContext(1));
      exact = shorter.doubleValue() == Math.abs(v) ? shorter.stripTrailingZeros() : exact;
    }
    String digits = exact.unscaledValue().toString();
    int point = digits.length() - exact.scale();
    StringBuilder out = new StringBuilder(24);
    if (v < 0) {
      out.append('-');
    }
    if (point <= -4 || point > digits.length() + 15) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      int exponent = point - 1;
      out.append('e').append(exponent < 0 ? '-' : '+');
      if (Math.abs(exponent) < 10) {
        out.append('0');
      }
      out.append(Math.abs(exponent));
    } else if (point <= 0) {
      out.append("0.").repeat('0', -point).append(digits);
    } else if (point >= digits.length()) {
      out.append(digits).repeat('0', point - digits.length());
    } else {
      out.append(digits, 0, point).append('.').append(digits, point, digits.length());
    }
    return out.toString();
  }
}
