package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the vibration of each direction of an asset was like when it was first seen in steady
 * running: the mean of the first values. It then stays, so that slow growth is seen as well as a
 * step; maintenance is a reason to {@link #forget} it. Mutable, one owner thread, one for each
 * asset.
 */
public final class SeverityReference {
  /** Values that make a reference; a choice. */
  public static final int NEEDED = 20;

  private static final byte VERSION = 1;

  private final Map<String, Mean> means = new LinkedHashMap<>();

  private static final class Mean {
    private int count;
    private double sum;

    private Mean(int count, double sum) {
      this.count = count;
      this.sum = sum;
    }
  }

  /** Takes velocities of steady running; NaN is passed over, and so is all that comes too late. */
  public void learn(List<DirectionalVelocity> velocities) {
    for (DirectionalVelocity velocity : velocities) {
      if (!(velocity.rmsMmPerS() >= 0)) {
        continue;
      }
      Mean mean =
          means.computeIfAbsent(key(velocity.pointId(), velocity.channel()), key -> new Mean(0, 0));
      if (mean.count < NEEDED) {
        mean.count++;
        mean.sum += velocity.rmsMmPerS();
      }
    }
  }

  /**
   * The reference of a direction.
   *
   * @return mm/s; NaN until enough was seen
   */
  public double of(String pointId, String channel) {
    Mean mean = means.get(key(pointId, channel));
    return mean == null || mean.count < NEEDED ? Double.NaN : mean.sum / mean.count;
  }

  /** A signal point's id has no slash. */
  private static String key(String pointId, String channel) {
    return pointId + "/" + channel;
  }

  /** Begins anew. */
  public void forget() {
    means.clear();
  }

  /** Begins anew at one point, whose sensor measures otherwise. */
  public void forget(String pointId) {
    means.keySet().removeIf(key -> key.startsWith(pointId + "/"));
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION).put(means.size());
    means.forEach((key, mean) -> out.put(key).put(mean.count).put(mean.sum));
  }

  /** Takes over what {@link #write} wrote. */
  public void read(SnapshotReader in) {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("unknown severity reference, version " + version);
    }
    means.clear();
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      String key = in.readString();
      int seen = in.readInt();
      means.put(key, new Mean(seen, in.readDouble()));
    }
  }
}
