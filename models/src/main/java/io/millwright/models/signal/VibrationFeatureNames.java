package io.millwright.models.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of the vibration features in their order. */
final class VibrationFeatureNames {
  /** Bands of equal width from 0 Hz to the Nyquist frequency. */
  static final int LEVEL_BANDS = 16;

  /** Orders of the shaft whose velocity is measured; halves speak of looseness. */
  static final double[] SHAFT_ORDERS = {0.5, 1, 1.5, 2, 2.5, 3};

  /** Values of a line of the machine. */
  static final int MACHINE_VALUES = 3;

  static final int COUNT = all().size();

  private VibrationFeatureNames() {}

  static List<String> all() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "rmsMPerS2",
                "peakMPerS2",
                "crest",
                "kurtosis",
                "skewness",
                "velocityRmsMmPerS",
                "spectrum.centroid",
                "spectrum.bandwidth",
                "spectrum.rolloff",
                "spectrum.flatness"));
    for (int band = 0; band < LEVEL_BANDS; band++) {
      names.add(String.format(Locale.ROOT, "band%02d.db", band));
    }
    for (double order : SHAFT_ORDERS) {
      names.add(String.format(Locale.ROOT, "shaft%.1f.velocityMmPerS", order));
      names.add(String.format(Locale.ROOT, "shaft%.1f.db", order));
    }
    names.addAll(List.of("kurtogram.centreHz", "kurtogram.bandwidthHz", "kurtogram.kurtosis"));
    for (EnvelopeBand band : EnvelopeBand.values()) {
      for (EnvelopeLine line : EnvelopeLine.values()) {
        names.add(envelope(band, line));
      }
    }
    for (MachineLine line : MachineLine.values()) {
      names.add(line.key() + ".velocityMmPerS");
      names.add(line.key() + ".db");
      names.add(line.key() + ".sidebands.db");
    }
    return List.copyOf(names);
  }

  static String envelope(EnvelopeBand band, EnvelopeLine line) {
    return "envelope." + band.key() + "." + line.key() + ".db";
  }
}
