package io.millwright.models.prognosis.bearing;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.bearing.BearingJudgement.Stage;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The life of one bearing under a model, fed one snapshot's features at a time. Mutable, a
 * kilobyte, one owner thread; a repair begins a new one.
 *
 * <p>Snapshots are of steady running at comparable speed and load: a change of speed that doubles
 * the vibration is an onset to this. No claim rests on a single snapshot.
 */
public final class BearingLife {
  private static final byte FORMAT = 2;

  /** Without what had grown before. */
  private static final byte FORMAT_1 = 1;

  private final BearingLifeModel model;
  private final BearingHealthIndex index;
  private final OnsetDetector detector;
  private final double[] recent;
  private final double[] sorted;
  private int judged;

  /** What had grown when the level was learnt anew; 0 in a life that learnt once. */
  private double grownBefore;

  private double lastSeconds = Double.NEGATIVE_INFINITY;

  /**
   * A life that begins now.
   *
   * @param schema of the features of a channel
   * @param channels of the signal point: directions at the same bearing
   * @throws IllegalArgumentException if the model was trained on other features
   */
  public BearingLife(BearingLifeModel model, FeatureSchema schema, int channels) {
    if (!schema.schemaId().equals(model.schemaId())) {
      throw new IllegalArgumentException(
          "the model reads features " + model.schemaId() + ", the signal has " + schema.schemaId());
    }
    this.model = model;
    this.index = new BearingHealthIndex(model.onset(), schema, channels);
    this.detector = new OnsetDetector(model.onset());
    this.recent = new double[model.onset().smoothing()];
    this.sorted = new double[model.onset().smoothing()];
  }

  /**
   * An onset of degradation, which outlives what it was told by: a bearing does not heal.
   *
   * @param changeBeganSeconds when the change began, in seconds since the life did
   * @param onsetSeconds when it was found
   * @param healthIndex what had grown so far
   */
  public record Onset(double changeBeganSeconds, double onsetSeconds, double healthIndex) {}

  /**
   * A life that goes on while its level is learnt anew, for it can be compared no more: another
   * sample rate, other channels, another model. What grows from now on is added to what had grown
   * at the onset; without one the first reference is learnt again.
   *
   * @param elapsedSeconds running time since the life began
   * @param onset null if there was none
   */
  public static BearingLife continued(
      BearingLifeModel model,
      FeatureSchema schema,
      int channels,
      double elapsedSeconds,
      @Nullable Onset onset) {
    BearingLife life = new BearingLife(model, schema, channels);
    life.lastSeconds = elapsedSeconds;
    if (onset != null) {
      life.grownBefore = onset.healthIndex();
      life.detector.found(onset.changeBeganSeconds(), onset.onsetSeconds());
    }
    return life;
  }

  /** The onset, with what has grown by now; null before it. */
  public @Nullable Onset onset() {
    return detector.found()
        ? new Onset(detector.changeBeganSeconds(), detector.onsetSeconds(), smoothed())
        : null;
  }

  /**
   * Takes a snapshot.
   *
   * @param elapsedSeconds running time since the life began, from event time; greater than at the
   *     previous update
   * @param values features of all channels, each in the order of the schema; NaN = could not be
   *     computed. Not kept.
   * @throws IllegalArgumentException if time does not advance or values are missing
   */
  public BearingJudgement update(double elapsedSeconds, float[] values) {
    if (!(elapsedSeconds > lastSeconds)) {
      throw new IllegalArgumentException(
          "time must advance: " + elapsedSeconds + " s after " + lastSeconds + " s");
    }
    lastSeconds = elapsedSeconds;
    double growth = grownBefore + index.update(values, !detector.found() && detector.atRest());
    detector.update(elapsedSeconds, growth);
    if (!Double.isNaN(growth)) {
      recent[judged % recent.length] = growth;
      // Counts on in the same residue class, so that it can never overflow.
      judged = judged + 1 < 2 * recent.length ? judged + 1 : recent.length;
    }
    double level = smoothed();
    if (!detector.found()) {
      return new BearingJudgement(
          judged == 0 ? Stage.LEARNING : Stage.HEALTHY,
          level,
          Double.NaN,
          model.population().after(elapsedSeconds));
    }
    return new BearingJudgement(
        Stage.DEGRADING,
        level,
        detector.onsetSeconds(),
        model.degradation().after(elapsedSeconds - detector.changeBeganSeconds(), level));
  }

  /** When the change that led to the onset began, in seconds since the life did; NaN before. */
  public double changeBeganSeconds() {
    return detector.changeBeganSeconds();
  }

  private double smoothed() {
    int n = Math.min(judged, recent.length);
    if (n == 0) {
      return detector.found() ? grownBefore : Double.NaN;
    }
    System.arraycopy(recent, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
  }

  /** A snapshot that {@link #restore} continues from, bit for bit; first comes its version. */
  public byte[] toBytes() {
    SnapshotWriter out = new SnapshotWriter().put(FORMAT).put(lastSeconds).put(judged).put(recent);
    out.put(grownBefore);
    index.write(out);
    detector.write(out);
    return out.toBytes();
  }

  /**
   * A life from its snapshot, under the model that made it.
   *
   * @throws IllegalArgumentException if the bytes are no such snapshot
   */
  public static BearingLife restore(
      BearingLifeModel model, FeatureSchema schema, int channels, byte[] snapshot) {
    BearingLife life = new BearingLife(model, schema, channels);
    SnapshotReader in = new SnapshotReader(snapshot);
    byte format = in.readByte();
    if (format != FORMAT && format != FORMAT_1) {
      throw new IllegalArgumentException(
          "bearing life snapshot has format " + format + ", known is up to " + FORMAT);
    }
    life.lastSeconds = in.readDouble();
    life.judged = in.readInt();
    if (life.judged < 0 || life.judged >= 2 * life.recent.length) {
      throw new IllegalArgumentException("snapshot is damaged");
    }
    in.readInto(life.recent);
    life.grownBefore = format == FORMAT_1 ? 0 : in.readDouble();
    life.index.read(in);
    life.detector.read(in);
    in.end();
    return life;
  }
}
