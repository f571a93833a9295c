package io.millwright.models.detection;

import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;

/**
 * Tells whether a deviation from the baseline is anomalous. Mutable, one owner thread, one for each
 * asset; deterministic.
 */
public interface StateDetector {
  /** Adds its scores of a scan, none while it cannot judge. */
  void judge(Deviation deviation, List<DetectorScore> scores);

  /**
   * Takes the scan judged last as normal. Not called while learning is frozen, nor for anomalous
   * scans.
   */
  void learn(Deviation deviation);

  /** Forgets all it learned. */
  void forget();

  void write(SnapshotWriter out);

  /** Takes over what {@link #write} wrote. */
  void read(SnapshotReader in);
}
