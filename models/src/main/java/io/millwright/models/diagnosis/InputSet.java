package io.millwright.models.diagnosis;

import io.millwright.models.signal.EnvelopeBand;
import io.millwright.models.signal.EnvelopeLine;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * Which features a trained diagnosis reads; training chooses among these. None depends on the level
 * of vibration, and lines stand at multiples of the shaft speed: what differs between machines and
 * speeds is left out.
 */
public enum InputSet {
  /** Prominence of each line of the envelope, over the three views of the whole band. */
  ENVELOPE,
  /** The same over the three views and the fixed bands. */
  ENVELOPE_AND_BANDS,
  /**
   * The first with the shape of signal and spectrum, which tell the machines that it was trained on
   * apart.
   */
  ENVELOPE_AND_SHAPE;

  private static final List<EnvelopeBand> FIXED =
      List.of(EnvelopeBand.LOW, EnvelopeBand.MIDDLE, EnvelopeBand.HIGH);

  /** What a model with this set reads. */
  public List<DiagnosisInput> inputs() {
    List<EnvelopeBand> bands = new ArrayList<>(FamilyProminence.BANDS);
    if (this == ENVELOPE_AND_BANDS) {
      bands.addAll(FIXED);
    }
    List<DiagnosisInput> inputs = new ArrayList<>();
    for (EnvelopeLine line : EnvelopeLine.values()) {
      int[] columns =
          bands.stream().mapToInt(band -> VibrationFeatures.index(band, line)).toArray();
      inputs.add(new DiagnosisInput(columns, false));
    }
    if (this == ENVELOPE_AND_SHAPE) {
      List<String> names = VibrationFeatures.SCHEMA.featureNames();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        boolean ratio = name.equals("crest") || name.equals("kurtosis");
        boolean shape = name.startsWith("spectrum.") || name.equals("skewness");
        boolean level = name.startsWith("band") || name.matches("shaft.*\\.db");
        if (ratio || shape || level) {
          inputs.add(new DiagnosisInput(new int[] {i}, ratio));
        }
      }
    }
    return List.copyOf(inputs);
  }
}
