package io.millwright.models.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of sound features; the order is the schema. */
final class SoundFeatureNames {
  static final int BANDS = 32;
  static final int COEFFICIENTS = 13;
  static final int OCTAVES = 7;

  static final int CONTRAST = 9;
  static final int CEPSTRUM = CONTRAST + OCTAVES;
  static final int SPECTRUM = CEPSTRUM + COEFFICIENTS;
  static final int FLUCTUATION = SPECTRUM + BANDS;
  static final int COUNT = FLUCTUATION + BANDS;

  private SoundFeatureNames() {}

  static List<String> all() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "levelDb",
                "crest",
                "kurtosis",
                "zeroCrossingRate",
                "spectrum.centroidHz",
                "spectrum.bandwidthHz",
                "spectrum.rolloffHz",
                "spectrum.flatness",
                "levelVariationDb"));
    for (int octave = 0; octave < OCTAVES; octave++) {
      names.add(String.format(Locale.ROOT, "octave%d.contrastDb", octave));
    }
    for (int coefficient = 1; coefficient <= COEFFICIENTS; coefficient++) {
      names.add(String.format(Locale.ROOT, "mfcc%02d", coefficient));
    }
    for (int band = 0; band < BANDS; band++) {
      names.add(String.format(Locale.ROOT, "band%02d.db", band));
    }
    for (int band = 0; band < BANDS; band++) {
      names.add(String.format(Locale.ROOT, "band%02d.fluctuation", band));
    }
    return List.copyOf(names);
  }
}
