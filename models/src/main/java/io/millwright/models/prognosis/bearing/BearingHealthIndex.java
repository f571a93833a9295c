package io.millwright.models.prognosis.bearing;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.Arrays;
import java.util.List;

/**
 * How much a bearing's vibration has grown: logarithm of the acceleration's RMS in the lower part
 * of the spectrum, less the same bearing's quietest running median, of the channel that has grown
 * most. 0 = as it began, 0.69 = twice the amplitude. Mutable, one owner thread, no allocation per
 * snapshot.
 *
 * <p>No physical limit and no other bearing enters: level differs by an order of magnitude between
 * machines, growth does not.
 */
final class BearingHealthIndex {
  private static final String LEVEL = "rmsMPerS2";
  private static final String BAND = "band\\d+\\.db";

  private final int features;
  private final int level;
  private final int[] bands;
  private final int channels;
  private final int learning;
  private final double[][] recent;
  private final int[] seen;
  private final double[] reference;
  private final double[] sorted;

  /**
   * @param schema of one channel: needs the RMS and the bands' shares of the power
   * @throws IllegalArgumentException if the schema has none
   */
  BearingHealthIndex(OnsetSettings settings, FeatureSchema schema, int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("a bearing needs a channel");
    }
    List<String> names = schema.featureNames();
    List<String> all = names.stream().filter(name -> name.matches(BAND)).toList();
    this.features = names.size();
    this.level = names.indexOf(LEVEL);
    if (level < 0 || all.isEmpty()) {
      throw new IllegalArgumentException(
          "features " + schema.schemaId() + " hold no level in bands of the spectrum");
    }
    int lower = Math.max(1, (int) Math.round(settings.spectrumShare() * all.size()));
    this.bands = all.stream().limit(lower).mapToInt(names::indexOf).toArray();
    this.channels = channels;
    this.learning = settings.learningSnapshots();
    this.recent = new double[channels][learning];
    this.seen = new int[channels];
    this.reference = new double[channels];
    Arrays.fill(reference, Double.POSITIVE_INFINITY);
    this.sorted = new double[learning];
  }

  /**
   * Takes a snapshot.
   *
   * @param values of all channels, each in the order of the schema; not kept
   * @param healthy whether the reference may still follow the level down
   * @return NaN while it learns, or if no channel has a level
   */
  double update(float[] values, boolean healthy) {
    if (values.length != channels * features) {
      throw new IllegalArgumentException(
          "need " + channels + " × " + features + " features, were " + values.length);
    }
    double worst = Double.NaN;
    for (int channel = 0; channel < channels; channel++) {
      double now = logLevel(values, channel * features);
      if (!Double.isFinite(now)) {
        continue;
      }
      boolean learnt = seen[channel] >= learning;
      if (!learnt || healthy) {
        recent[channel][seen[channel] % learning] = now;
        // Counts on in the same residue class, so that it can never overflow.
        seen[channel] = seen[channel] + 1 < 2 * learning ? seen[channel] + 1 : learning;
        follow(channel);
      }
      if (learnt) {
        double growth = now - reference[channel];
        worst = Double.isNaN(worst) ? growth : Math.max(worst, growth);
      }
    }
    return worst;
  }

  private double logLevel(float[] values, int at) {
    double share = 0;
    for (int band : bands) {
      share += Math.pow(10, values[at + band] / 10);
    }
    return Math.log(values[at + level]) + 0.5 * Math.log(share);
  }

  private void follow(int channel) {
    if (seen[channel] < learning) {
      return;
    }
    System.arraycopy(recent[channel], 0, sorted, 0, learning);
    Arrays.sort(sorted);
    double median =
        learning % 2 == 1
            ? sorted[learning / 2]
            : 0.5 * (sorted[learning / 2 - 1] + sorted[learning / 2]);
    reference[channel] = Math.min(reference[channel], median);
  }

  void write(SnapshotWriter out) {
    out.put(channels);
    for (int channel = 0; channel < channels; channel++) {
      out.put(seen[channel]).put(reference[channel]).put(recent[channel]);
    }
  }

  void read(SnapshotReader in) {
    int stored = in.readInt();
    if (stored != channels) {
      throw new IllegalArgumentException(
          "snapshot has " + stored + " channels where " + channels + " belong");
    }
    for (int channel = 0; channel < channels; channel++) {
      seen[channel] = in.readInt();
      if (seen[channel] < 0 || seen[channel] >= 2 * learning) {
        throw new IllegalArgumentException("snapshot is damaged");
      }
      reference[channel] = in.readDouble();
      in.readInto(recent[channel]);
    }
  }
}
