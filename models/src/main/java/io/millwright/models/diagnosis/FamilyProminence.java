package io.millwright.models.diagnosis;

import io.millwright.models.signal.EnvelopeBand;
import io.millwright.models.signal.EnvelopeLine;
import io.millwright.models.signal.VibrationFeatures;
import java.util.List;

/**
 * How prominent the lines of a part are as a whole, in decibels: the mean over the lines that mark
 * it out and over the three views of the whole band, so that one loud resonance does not decide.
 */
final class FamilyProminence {
  static final List<EnvelopeBand> BANDS =
      List.of(EnvelopeBand.WHOLE, EnvelopeBand.LEVELLED, EnvelopeBand.PREWHITENED);

  private FamilyProminence() {}

  /**
   * @param features of a channel, from {@code at}
   * @return decibels; NaN if no line could be computed
   */
  static double decibels(BearingCondition condition, float[] features, int at) {
    return switch (condition) {
      case SOUND -> Double.NaN;
      case OUTER_RACE -> outerRace(features, at);
      case INNER_RACE -> innerRace(features, at);
      case ROLLING_ELEMENT -> mean(features, at, EnvelopeLine.BSF_2, EnvelopeLine.BSF_2_SIDEBANDS);
      case CAGE -> mean(features, at, EnvelopeLine.FTF_1, EnvelopeLine.FTF_2);
    };
  }

  /** The third harmonic stands in where shaft harmonics hide the others. */
  private static double outerRace(float[] features, int at) {
    double lower = mean(features, at, EnvelopeLine.BPFO_1, EnvelopeLine.BPFO_2);
    return Double.isNaN(lower) ? decibels(EnvelopeLine.BPFO_3, features, at) : lower;
  }

  /**
   * An inner race turns through the load zone: a line without sidebands is something else. The
   * second harmonic stands in where shaft harmonics hide the first.
   */
  private static double innerRace(float[] features, int at) {
    double first = mean(features, at, EnvelopeLine.BPFI_1, EnvelopeLine.BPFI_1_SIDEBANDS);
    return Double.isNaN(first)
        ? mean(features, at, EnvelopeLine.BPFI_2, EnvelopeLine.BPFI_2_SIDEBANDS)
        : first;
  }

  /** Of one line over the views of the whole band; NaN if none could be computed. */
  private static double decibels(EnvelopeLine line, float[] features, int at) {
    double sum = 0;
    int seen = 0;
    for (int i = 0; i < BANDS.size(); i++) {
      float value = features[at + VibrationFeatures.index(BANDS.get(i), line)];
      if (!Float.isNaN(value)) {
        sum += value;
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum / seen;
  }

  private static double mean(float[] features, int at, EnvelopeLine first, EnvelopeLine second) {
    double a = decibels(first, features, at);
    double b = decibels(second, features, at);
    // A short frame tells harmonics apart but not sidebands, nor lines beside the shaft's.
    return Double.isNaN(b) ? a : Double.isNaN(a) ? b : (a + b) / 2;
  }
}
