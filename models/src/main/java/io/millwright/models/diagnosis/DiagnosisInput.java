package io.millwright.models.diagnosis;

import java.util.Arrays;

/**
 * One number that a trained diagnosis reads: the mean of some features of a channel.
 *
 * @param columns places in the vibration schema; at least one; owned, not copied
 * @param logarithm whether the mean's natural logarithm is taken, as befits a ratio
 */
public record DiagnosisInput(int[] columns, boolean logarithm) {
  public DiagnosisInput {
    if (columns.length == 0) {
      throw new IllegalArgumentException("an input needs a feature");
    }
  }

  /**
   * @param features of a channel, from {@code at}
   * @return NaN if none of the features could be computed
   */
  public double value(float[] features, int at) {
    double sum = 0;
    int seen = 0;
    for (int column : columns) {
      float value = features[at + column];
      if (!Float.isNaN(value)) {
        sum += value;
        seen++;
      }
    }
    double mean = seen == 0 ? Double.NaN : sum / seen;
    return logarithm ? Math.log(Math.max(mean, Float.MIN_NORMAL)) : mean;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DiagnosisInput i
        && Arrays.equals(columns, i.columns)
        && logarithm == i.logarithm;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }
}
