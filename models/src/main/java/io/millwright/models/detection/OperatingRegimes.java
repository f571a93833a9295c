package io.millwright.models.detection;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells operating regimes apart as they come: the leader algorithm (J. A. Hartigan, "Clustering
 * Algorithms", 1975, ch. 3). A scan within the tolerance of a leader belongs to the nearest such;
 * else it leads a regime of its own, as long as there are not too many. Leaders never move, so a
 * regime means the same for ever. What varies within a regime is left to the regression on the
 * settings.
 */
final class OperatingRegimes {
  private final double[] leastScale;
  private final double tolerance;
  private final int most;
  private final List<double[]> leaders = new ArrayList<>();

  OperatingRegimes(double[] leastScale, double tolerance, int most) {
    this.leastScale = leastScale;
    this.tolerance = tolerance;
    this.most = most;
  }

  void forget() {
    leaders.clear();
  }

  /**
   * Regime of the settings.
   *
   * @param mayLead whether an unknown regime may be added; else such settings give -1
   */
  int assign(double[] settings, boolean mayLead) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < leaders.size(); r++) {
      double distance = distance(leaders.get(r), settings);
      if (distance < least) {
        least = distance;
        nearest = r;
      }
    }
    if (least <= 1) {
      return nearest;
    }
    if (leaders.size() >= most) {
      return nearest;
    }
    if (!mayLead) {
      return -1;
    }
    leaders.add(settings.clone());
    return leaders.size() - 1;
  }

  /**
   * Greatest difference in a setting, in tolerances; relative to its size, but at least its least
   * scale.
   */
  private double distance(double[] leader, double[] settings) {
    double greatest = 0;
    for (int s = 0; s < settings.length; s++) {
      double scale = Math.max(leastScale[s], Math.max(Math.abs(leader[s]), Math.abs(settings[s])));
      greatest = Math.max(greatest, Math.abs(settings[s] - leader[s]) / (tolerance * scale));
    }
    return greatest;
  }

  void write(SnapshotWriter out) {
    out.put(leaders.size());
    leaders.forEach(out::put);
  }

  void read(SnapshotReader in) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      leaders.add(in.readDoubles());
    }
  }
}
