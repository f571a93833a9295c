package io.millwright.models.assessor;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one model version has seen of a life, as bytes that only it can read again.
 *
 * @param writtenBy model and version; empty if there was no model
 * @param memory of the estimator
 * @param last the last estimate; null if there is none
 * @param lastAt when it was made
 * @param failures estimates that failed
 * @param warnedInARow estimates in a row that were below the share of a warning
 * @param alarmedInARow the same of an alarm
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LifeState(
    String writtenBy,
    byte[] memory,
    @Nullable RemainingLife last,
    @Nullable Instant lastAt,
    long failures,
    int warnedInARow,
    int alarmedInARow) {

  /** Whether this model version wrote it. */
  boolean isOf(@Nullable LifeEstimator model) {
    return model != null && writtenBy.equals(name(model));
  }

  static String name(LifeEstimator model) {
    return model.modelId() + "@" + model.version();
  }

  void write(SnapshotWriter out) {
    out.put(writtenBy).put(memory);
    out.put(last != null);
    if (last != null) {
      out.put(last.lower()).put(last.median()).put(last.upper()).put(last.unit().name());
    }
    out.put(lastAt).put(failures).put(warnedInARow).put(alarmedInARow);
  }

  /**
   * @param coverage of the interval
   */
  static LifeState read(SnapshotReader in, double coverage) {
    String writtenBy = in.readString();
    byte[] memory = in.readBytes();
    RemainingLife life = null;
    if (in.readBoolean()) {
      life =
          new RemainingLife(
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              coverage,
              LifeUnit.valueOf(in.readString()));
    }
    return new LifeState(
        writtenBy, memory, life, in.readInstant(), in.readLong(), in.readInt(), in.readInt());
  }
}
