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

  /**
   * Levels can be compared no more. An onset stays, and so does what remains of the life, until it
   * can be told again.
   */
  void relearn() {
    life = continued();
    if (onset == null) {
      growth = Double.NaN;
      learning = true;
    }
  }

  private BearingLife continued() {
    return last == null
        ? new BearingLife(model, VibrationFeatures.SCHEMA, channels)
        : BearingLife.continued(
            model, VibrationFeatures.SCHEMA, channels, run.toNanos() / 1e9, life.onset());
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

  /** Writes what outlives another model and other channels. */
  void writeLatched(SnapshotWriter out) {
    out.put(run.getSeconds()).put(run.getNano()).put(last).put(onset).put(growth);
    RemainingLife r = remaining;
    out.put(r != null);
    if (r != null) {
      out.put(r.lower()).put(r.median()).put(r.upper()).put(r.coverage());
    }
    BearingLife.Onset found = life.onset();
    out.put(found != null);
    if (found != null) {
      out.put(found.changeBeganSeconds()).put(found.onsetSeconds()).put(found.healthIndex());
    }
  }

  /** Takes over what {@link #writeLatched} wrote; the level is learnt anew. */
  void readLatched(SnapshotReader in) {
    run = Duration.ofSeconds(in.readLong(), in.readInt());
    last = in.readInstant();
    onset = in.readInstant();
    growth = in.readDouble();
    remaining =
        in.readBoolean()
            ? new RemainingLife(
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), LifeUnit.HOURS)
            : null;
    BearingLife.Onset found =
        in.readBoolean()
            ? new BearingLife.Onset(in.readDouble(), in.readDouble(), in.readDouble())
            : null;
    if (last != null) {
      life =
          BearingLife.continued(
              model, VibrationFeatures.SCHEMA, channels, run.toNanos() / 1e9, found);
    }
    if (onset == null) {
      growth = Double.NaN;
    }
  }

  /** Writes what only the same model and channels can go on with. */
  void writeLearned(SnapshotWriter out) {
    out.put(life.toBytes()).put(growth).put(learning);
  }

  /** Takes over what {@link #writeLearned} wrote, after what is latched. */
  void readLearned(SnapshotReader in) {
    life = BearingLife.restore(model, VibrationFeatures.SCHEMA, channels, in.readBytes());
    growth = in.readDouble();
    learning = in.readBoolean();
  }
}
