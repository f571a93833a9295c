package io.millwright.ingest.replay;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes without garbage.
 *
 * <p>Where the digits fit 2⁵³ and the power of ten is at most 22 both are exact doubles, so one
 * multiplication or division rounds correctly (W. D. Clinger, "How to Read Floating Point Numbers
 * Accurately", PLDI 1990, doi:10.1145/93542.93557). Everything else goes to the JDK.
 */
final class DecimalText {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;

  private DecimalText() {}

  /**
   * The number in {@code text[from, to)}; {@code NaN} and infinities are numbers here.
   *
   * @param decimalMark the byte between units and tenths
   * @throws NumberFormatException if it is none
   */
  static double parse(byte[] text, int from, int to, byte decimalMark) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean afterMark = false;
    for (; at < to; at++) {
      byte b = text[at];
      if (b >= '0' && b <= '9') {
        digits = digits * 10 + (b - '0');
        count += digits == 0 ? 0 : 1;
        scale -= afterMark ? 1 : 0;
        if (count > 18) {
          return slowly(text, from, to, decimalMark);
        }
      } else if (b == decimalMark && !afterMark) {
        afterMark = true;
      } else {
        return slowly(text, from, to, decimalMark);
      }
    }
    boolean noDigit = to - from <= 2 && count == 0 && !hasDigit(text, from, to);
    if (noDigit || digits > EXACT || -scale >= POWERS.length) {
      return slowly(text, from, to, decimalMark);
    }
    double value = digits / POWERS[-scale];
    return negative ? -value : value;
  }

  private static boolean hasDigit(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] >= '0' && text[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  private static double slowly(byte[] text, int from, int to, byte decimalMark) {
    String number = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    if (number.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    if (decimalMark != '.') {
      if (number.indexOf('.') >= 0) {
        throw new NumberFormatException("another decimal mark is declared: " + number);
      }
      number = number.replace((char) decimalMark, '.');
    }
    char last = number.isEmpty() ? 'd' : Character.toLowerCase(number.charAt(number.length() - 1));
    if (last == 'd' || last == 'f' || number.indexOf('x') >= 0 || number.indexOf('X') >= 0) {
      throw new NumberFormatException("no number: " + number); // the JDK takes Java's suffixes
    }
    return Double.parseDouble(number);
  }
}
