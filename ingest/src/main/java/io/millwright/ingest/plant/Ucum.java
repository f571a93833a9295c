package io.millwright.ingest.plant;

import java.util.Set;

/**
 * Tells whether a text is a UCUM code, case-sensitive form, over the atoms that plants measure in.
 *
 * <p>Grammar after G. Schadow, C. J. McDonald, "The Unified Code for Units of Measure", version
 * 2.1, §2: terms of atoms with metric prefixes and exponents, joined by {@code .} and {@code /},
 * with parentheses, integers and {@code {annotations}}. Deviation: {@code rpm}, which UCUM spells
 * {@code {rev}/min}, is taken as everybody writes it.
 */
final class Ucum {
  private static final Set<String> METRIC =
      Set.of(
          "m", "s", "g", "rad", "K", "C", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V",
          "F", "Ohm", "S", "Wb", "T", "H", "lm", "lx", "Bq", "Gy", "Sv", "kat", "L", "l", "t",
          "bar", "u", "eV", "Cel", "By", "bit", "B", "B[SPL]", "B[V]", "B[W]", "Bd", "st", "ar",
          "cal", "[g]", "m[H2O]", "m[Hg]", "G", "P", "St", "U");
  private static final Set<String> PLAIN =
      Set.of(
          "%",
          "10*",
          "10^",
          "[ppth]",
          "[ppm]",
          "[ppb]",
          "[pptr]",
          "[pi]",
          "min",
          "h",
          "d",
          "wk",
          "mo",
          "a",
          "deg",
          "'",
          "''",
          "gon",
          "atm",
          "[pH]",
          "[degF]",
          "[degR]",
          "[psi]",
          "[in_i]",
          "[ft_i]",
          "[yd_i]",
          "[mi_i]",
          "[kn_i]",
          "[sin_i]",
          "[sft_i]",
          "[cin_i]",
          "[cft_i]",
          "[gal_us]",
          "[gal_br]",
          "[bbl_us]",
          "[lb_av]",
          "[lbf_av]",
          "[oz_av]",
          "[HP]",
          "[Btu]",
          "[in_i'H2O]",
          "[in_i'Hg]",
          "[ston_av]",
          "har",
          "rpm");
  private static final Set<String> PREFIXES =
      Set.of(
          "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a",
          "z", "y", "Ki", "Mi", "Gi", "Ti");

  private final String text;
  private int at;

  private Ucum(String text) {
    this.text = text;
  }

  static boolean isCode(String text) {
    Ucum parser = new Ucum(text);
    return !text.isEmpty() && parser.term() && parser.at == text.length();
  }

  private boolean term() {
    if (peek() == '/') {
      at++;
    }
    if (!component()) {
      return false;
    }
    while (peek() == '.' || peek() == '/') {
      at++;
      if (!component()) {
        return false;
      }
    }
    return true;
  }

  private boolean component() {
    if (peek() == '(') {
      at++;
      if (!term() || peek() != ')') {
        return false;
      }
      at++;
      return true;
    }
    if (peek() == '{') {
      return annotation();
    }
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    boolean powerOfTen = text.startsWith("10*", start) || text.startsWith("10^", start);
    if (at > start && !powerOfTen) {
      return peek() != '{' || annotation();
    }
    at = start;
    return simpleUnit();
  }

  private boolean simpleUnit() {
    int start = at;
    boolean bracket = false;
    while (at < text.length() && (bracket || !isEndOfAtom(text.charAt(at), at == start))) {
      bracket = text.charAt(at) == '[' || (bracket && text.charAt(at) != ']');
      at++;
    }
    int end = at;
    exponent();
    return isAtom(text.substring(start, end)) && (peek() != '{' || annotation());
  }

  private boolean isEndOfAtom(char c, boolean first) {
    boolean digitOfTen = isDigit(c) && text.startsWith("10", at - (c == '0' ? 1 : 0));
    return "./(){}+-".indexOf(c) >= 0 || (isDigit(c) && !(digitOfTen && (first || c == '0')));
  }

  private void exponent() {
    if (peek() == '+' || peek() == '-') {
      at++;
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private boolean annotation() {
    int close = text.indexOf('}', at);
    int nested = text.indexOf('{', at + 1);
    if (close < 0 || (nested >= 0 && nested < close)) {
      return false;
    }
    at = close + 1;
    return true;
  }

  private static boolean isAtom(String atom) {
    if (METRIC.contains(atom) || PLAIN.contains(atom)) {
      return true;
    }
    for (int length = 1; length <= 2 && length < atom.length(); length++) {
      if (PREFIXES.contains(atom.substring(0, length)) && METRIC.contains(atom.substring(length))) {
        return true;
      }
    }
    return false;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
