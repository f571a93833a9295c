package io.millwright.models.diagnosis;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * What the frames of a signal point have shown: the mean of each feature, in which a frame that is
 * {@value #FORGETTING_REVOLUTIONS} revolutions ago counts a third of the newest. A short snapshot
 * of three revolutions says nothing of itself; many of them do. Mutable, one owner thread.
 */
public final class DiagnosisMemory {
  private static final byte VERSION = 1;

  /**
   * Revolutions before anything is claimed. A choice: ten turns of the cage, the slowest part whose
   * lines are looked for.
   */
  public static final double ENOUGH_REVOLUTIONS = 25;

  /** A choice: some seconds of steady running, or half a minute's snapshots. */
  private static final double FORGETTING_REVOLUTIONS = 100;

  /** A mean counts as long as a tenth of what is remembered has shown its feature. A choice. */
  private static final double LEAST_SHARE = 0.1;

  private final double[] means;
  private final double[] weights;
  private final float[] view;
  private double revolutions;

  /**
   * @param values features of all channels of the point
   */
  public DiagnosisMemory(int values) {
    means = new double[values];
    weights = new double[values];
    view = new float[values];
    Arrays.fill(view, Float.NaN);
  }

  /**
   * Takes a frame.
   *
   * @param features of all channels, one after the other; NaN leaves a mean as it is and lets it
   *     fade
   * @param turned revolutions of the shaft during the frame; a frame at an unknown speed (NaN) is
   *     left out
   */
  public void update(float[] features, double turned) {
    if (features.length != means.length) {
      throw new IllegalArgumentException(
          "need " + means.length + " features, were " + features.length);
    }
    if (!(turned > 0)) {
      return;
    }
    revolutions += turned;
    double kept = Math.exp(-turned / FORGETTING_REVOLUTIONS);
    double newest = 1 - kept;
    for (int i = 0; i < means.length; i++) {
      double value = features[i];
      weights[i] *= kept;
      if (!Double.isNaN(value)) {
        weights[i] += newest;
        means[i] += (value - means[i]) * newest / weights[i];
      }
    }
    show();
  }

  private void show() {
    // The weight of a feature that every frame had.
    double full = -Math.expm1(-revolutions / FORGETTING_REVOLUTIONS);
    for (int i = 0; i < means.length; i++) {
      boolean counts = weights[i] > 0 && weights[i] >= LEAST_SHARE * full;
      view[i] = counts ? (float) means[i] : Float.NaN;
    }
  }

  /**
   * Revolutions that the means speak of: those seen, at most twice those after which a frame counts
   * a third, for a mean that forgets so is as steady as a plain one over that many.
   */
  public double revolutions() {
    return Math.min(revolutions, 2 * FORGETTING_REVOLUTIONS);
  }

  /** Whether there were enough to claim anything. */
  public boolean isEnough() {
    return revolutions >= ENOUGH_REVOLUTIONS;
  }

  /** The means, NaN where nothing was seen. Shared: the next update changes them. */
  float[] features() {
    return view;
  }

  /** Its bytes, a version first. */
  public byte[] toBytes() {
    return new SnapshotWriter().put(VERSION).put(revolutions).put(means).put(weights).toBytes();
  }

  /**
   * @throws IllegalArgumentException if the bytes are of another version, or damaged
   */
  public static DiagnosisMemory fromBytes(byte[] bytes) {
    SnapshotReader in = new SnapshotReader(bytes);
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("diagnosis memory of unknown version " + version);
    }
    double revolutions = in.readDouble();
    double[] means = in.readDoubles();
    DiagnosisMemory memory = new DiagnosisMemory(means.length);
    memory.revolutions = revolutions;
    System.arraycopy(means, 0, memory.means, 0, means.length);
    in.readInto(memory.weights);
    in.end();
    memory.show();
    return memory;
  }
}
