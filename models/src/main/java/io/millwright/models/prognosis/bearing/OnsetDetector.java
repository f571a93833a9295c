package io.millwright.models.prognosis.bearing;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;

/**
 * Finds the onset of degradation in the health index: the one-sided cumulative sum of E. S. Page,
 * "Continuous Inspection Schemes", Biometrika 41 (1954) 100, doi:10.1093/biomet/41.1-2.100, with
 * each snapshot's contribution bounded from above. An onset is latched, because a bearing does not
 * heal: raceway damage is often rolled smooth for a while. Mutable, one owner thread.
 */
final class OnsetDetector {
  private final OnsetSettings settings;
  private double sum;
  private double lastAtRest = Double.NaN;
  private double changeBegan = Double.NaN;
  private double onset = Double.NaN;

  OnsetDetector(OnsetSettings settings) {
    this.settings = settings;
  }

  /**
   * @param index NaN is no evidence either way
   */
  void update(double elapsedSeconds, double index) {
    if (found()) {
      return;
    }
    if (Double.isNaN(lastAtRest)) {
      lastAtRest = elapsedSeconds;
    }
    if (!Double.isNaN(index)) {
      sum = Math.max(0, sum + Math.min(index, settings.most()) - settings.allowance());
    }
    if (sum == 0) {
      lastAtRest = elapsedSeconds;
    } else if (sum > settings.threshold()) {
      changeBegan = lastAtRest;
      onset = elapsedSeconds;
    }
  }

  boolean found() {
    return !Double.isNaN(onset);
  }

  /** It was found before, by a detector that could compare. */
  void found(double changeBeganSeconds, double onsetSeconds) {
    changeBegan = changeBeganSeconds;
    onset = onsetSeconds;
  }

  /** Whether nothing speaks for a change. */
  boolean atRest() {
    return sum == 0;
  }

  /** When it was found, in seconds since the life began; NaN before. */
  double onsetSeconds() {
    return onset;
  }

  /** When the sum was last at rest before the onset, its estimate of the change; NaN before. */
  double changeBeganSeconds() {
    return changeBegan;
  }

  void write(SnapshotWriter out) {
    out.put(sum).put(lastAtRest).put(changeBegan).put(onset);
  }

  void read(SnapshotReader in) {
    sum = in.readDouble();
    lastAtRest = in.readDouble();
    changeBegan = in.readDouble();
    onset = in.readDouble();
  }
}
