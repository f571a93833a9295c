package io.millwright.dashboards.signals;

import io.millwright.models.signal.LogMelSpectrogram;

/** Columns of log-mel levels as a picture needs them. */
public final class MelPicture {
  private MelPicture() {}

  /** One column of a frame: of each band the mean power of its columns, in dB. */
  public static float[] mean(float[] levels) {
    int bands = LogMelSpectrogram.BANDS;
    int columns = levels.length / bands;
    float[] mean = new float[bands];
    for (int b = 0; b < bands; b++) {
      double power = 0;
      for (int c = 0; c < columns; c++) {
        power += Math.pow(10, levels[c * bands + b] / 10.0) / columns;
      }
      mean[b] = rounded(10 * Math.log10(power));
    }
    return mean;
  }

  /** A column of a frame. */
  public static float[] column(float[] levels, int index) {
    int bands = LogMelSpectrogram.BANDS;
    float[] column = new float[bands];
    for (int b = 0; b < bands; b++) {
      column[b] = rounded(levels[index * bands + b]);
    }
    return column;
  }

  /** To the tenths that blocks hold. */
  private static float rounded(double decibels) {
    return Math.round(10 * decibels) / 10f;
  }
}
