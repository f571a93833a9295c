package io.millwright.models.diagnosis;

import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.EnvelopeBand;
import io.millwright.models.signal.EnvelopeLine;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The lines that speak for a condition, each in the band where it stands out most. */
final class BearingEvidence {
  private static final int MOST_LINES = 4;
  private static final int KURTOGRAM_CENTRE = VibrationFeatures.index("kurtogram.centreHz");
  private static final int KURTOGRAM_WIDTH = VibrationFeatures.index("kurtogram.bandwidthHz");

  private BearingEvidence() {}

  /**
   * @param features of a channel, from {@code at}
   * @return the most prominent first; only those that are prominent
   */
  static List<SpectralLine> lines(
      BearingCondition condition,
      BearingFrequencies bearing,
      DiagnosisContext context,
      float[] features,
      int at) {
    List<SpectralLine> lines = new ArrayList<>();
    for (EnvelopeLine line : EnvelopeLine.values()) {
      if (line.family() != condition.family()) {
        continue;
      }
      EnvelopeBand best = null;
      double most = GeometryDiagnoser.PROMINENT_DB;
      for (EnvelopeBand band : EnvelopeBand.values()) {
        float value = features[at + VibrationFeatures.index(band, line)];
        if (value >= most) {
          most = value;
          best = band;
        }
      }
      if (best != null) {
        double nyquist = context.sampleRateHz() / 2;
        boolean found = best == EnvelopeBand.KURTOGRAM;
        double half = features[at + KURTOGRAM_WIDTH] / 2;
        double low = found ? features[at + KURTOGRAM_CENTRE] - half : best.low() * nyquist;
        double high = found ? low + 2 * half : best.high() * nyquist;
        lines.add(
            new SpectralLine(
                line.title(), line.order(bearing) * context.shaftHz(), most, low, high));
      }
    }
    lines.sort(Comparator.comparingDouble(SpectralLine::prominenceDb).reversed());
    return List.copyOf(lines.subList(0, Math.min(MOST_LINES, lines.size())));
  }

  /** A sentence for a person. */
  static String words(BearingCondition condition, List<SpectralLine> lines, double revolutions) {
    StringBuilder words = new StringBuilder("bearing ").append(condition.part()).append(": ");
    for (SpectralLine line : lines) {
      words.append(
          String.format(
              Locale.ROOT,
              "%s near %.1f Hz %.0f dB over its neighbourhood (envelope of %.0f to %.0f Hz), ",
              line.name(),
              line.frequencyHz(),
              line.prominenceDb(),
              line.bandLowHz(),
              line.bandHighHz()));
    }
    return words
        .append(String.format(Locale.ROOT, "over %.0f revolutions", revolutions))
        .toString();
  }
}
