package io.millwright.models.dataset;

import io.millwright.models.dataset.LineParser.BadLine;

/** Numbers as columns of a data set must hold them. */
final class Numbers {
  private Numbers() {}

  static int positiveInteger(String column, String text) throws BadLine {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadLine(column + " is '" + text + "', a whole number is needed");
    }
    if (value < 1) {
      throw new BadLine(column + " is " + value + ", 1 or more is needed");
    }
    return value;
  }

  static double finite(String column, String text) throws BadLine {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadLine(column + " is '" + text + "', a number is needed");
    }
    if (!Double.isFinite(value)) {
      throw new BadLine(column + " is " + text + ", a finite number is needed");
    }
    return value;
  }
}
