package io.millwright.models.assessor;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.models.prognosis.bearing.BearingJudgement;
import io.millwright.models.prognosis.bearing.BearingLife;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows the life of the bearing at one signal point. Life is told from the onset of degradation
 * on: before it nothing is known but what others lasted, which is no ground for work. Mutable, one
 * owner thread.
 */
final class BearingFollower {
  private final BearingLifeModel model;
  private final int channels;
  private final Duration longestGap;
  private BearingLife life;
  private Duration run = Duration.ZERO;
  private @Nullable Instant last;
  private @Nullable Instant onset;
  private double growth = Double.NaN;
  private boolean learning = true;
  private @Nullable RemainingLife remaining;

  BearingFollower(BearingLifeModel model, int channels, Duration longestGap) {
    this.model = model;
    this.channels = channels;
    this.longestGap = longestGap;
    life = new BearingLife(model, VibrationFeatures.SCHEMA, channels);
  }

  /**
   * Takes a frame of steady running.
   *
   * @param time its end, later than the one before
   * @param length of the frame, what a silence longer than the longest gap counts as
   */
  void accept(Instant time, Duration length, float[] features) {
    Instant before = last;
    if (before != null) {
      Duration step = Duration.between(before, time);
      run = run.plus(step.compareTo(longestGap) <= 0 ? step : length);
    }
    last = time;
    BearingJudgement judgement = life.update(run.toNanos() / 1e9, features);
    learning = judgement.stage() == BearingJudgement.Stage.LEARNING;
    growth = judgement.healthIndex();
    if (judgement.stage() == BearingJudgement.Stage.DEGRADING) {
      if (onset == null) {
        onset = time;
      }
      remaining = judgement.life().remainingLife();
    }
  }

  /** A new life: repaired, or what it shows is accepted. */
  void restart() {
    life = new BearingLife(model, VibrationFeatures.SCHEMA, channels);
    run = Duration.ZERO;
    last = null;
    onset = null;
    growth = Double.NaN;
    learning = true;
    remaining = null;
  }

  boolean degrading() {
    return onset != null;
  }

  boolean learning() {
    return learning;
  }

  /** Remaining life; null before the onset. */
  @Nullable RemainingLife remaining() {
    return remaining;
  }

  /** 100 as it began, halved for each doubling of the amplitude; NaN while it learns. */
  double index() {
    return Double.isNaN(growth) ? Double.NaN : 100 * Math.exp(-Math.max(0, growth));
  }

  /** For example {@code vibration grows since …: 2.4 times its own level}. */
  String words() {
    return String.format(
        Locale.ROOT, "vibration grows since %s: %.1f times its own level", onset, Math.exp(growth));
  }

  void write(SnapshotWriter out) {
    out.put(life.toBytes()).put(run.getSeconds()).put(run.getNano()).put(last).put(onset);
    out.put(growth).put(learning).put(remaining != null);
    RemainingLife r = remaining;
    if (r != null) {
      out.put(r.lower()).put(r.median()).put(r.upper()).put(r.coverage());
    }
  }

  /** Takes over what {@link #write} wrote under the same model. */
  void read(SnapshotReader in) {
    life = BearingLife.restore(model, VibrationFeatures.SCHEMA, channels, in.readBytes());
    run = Duration.ofSeconds(in.readLong(), in.readInt());
    last = in.readInstant();
    onset = in.readInstant();
    growth = in.readDouble();
    learning = in.readBoolean();
    remaining =
        in.readBoolean()
            ? new RemainingLife(
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), LifeUnit.HOURS)
            : null;
  }
}
