package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered and thought of one signal point. Mutable, one owner thread. */
interface SignalMemory {
  /**
   * What a point says.
   *
   * @param judged whether it could say anything of the machine's health
   * @param learning whether it still learns what is normal
   * @param degraded whether degradation is latched
   * @param index 100 as new, 0 failed; NaN if unknown
   * @param reason what a person should know; may be empty
   * @param findings suspected faults
   * @param life remaining life; null if there is none
   * @param detection of the newest frame
   */
  record View(
      boolean judged,
      boolean learning,
      boolean degraded,
      double index,
      String reason,
      List<Finding> findings,
      @Nullable RemainingLife life,
      StateDetection detection) {
    public View {
      findings = List.copyOf(findings);
    }
  }

  /** The point's name, item or directions were declared otherwise; it is the same sensor. */
  void declare(SignalPoint changed);

  /** Takes a frame of steady running, newer than all before. */
  void accept(Asset asset, FeatureVector vector);

  /** After a repair, or when what it shows is accepted as normal: all is learned anew. */
  void forget();

  /**
   * From here on frames have another sample rate: no level or average can be compared any more.
   * What is latched stays, for a changed sensor heals nothing.
   */
  void relearn();

  /** After an inspection that found nothing: what is latched is released. */
  void release();

  View view(Asset asset);

  /** Writes what is latched, then what is learned. */
  void write(SnapshotWriter out);

  /**
   * Takes over what a memory of this kind wrote. What is learned is left if it was learned from
   * other channels or features, or with another model; what is latched is taken over in any case.
   */
  void read(SnapshotReader in);
}
