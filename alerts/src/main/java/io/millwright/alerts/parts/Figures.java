package io.millwright.alerts.parts;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Figures as they are told: more digits than anybody plans by would only look like news. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(4);

  private Figures() {}

  static double rounded(double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** For people: {@code 95}, {@code 0.00095}. */
  static String words(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Double.valueOf(rounded(value.doubleValue()));
  }
}
