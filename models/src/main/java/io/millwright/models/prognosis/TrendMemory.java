package io.millwright.models.prognosis;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sums behind {@link TrendFeatures}, and the estimate that the next one may not jump away from.
 * One owner.
 *
 * <pre>
 * snapshot version 1, big-endian:
 *   byte 1 · long modelTag · long updates · double elapsed, median, baselineStart · long baselineCount
 *   double settings[s] · per τ: weight, age, squaredAge · per τ and channel: value, ageValue · baseline[c]
 * </pre>
 */
public final class TrendMemory implements LifeMemory {
  private static final byte VERSION = 1;

  long updates;
  double elapsed;
  double median = Double.NaN;
  double baselineStart;
  long baselineCount;
  final double[] settings;

  /** Weighted sums per τ: of 1, of age, of age². */
  private final double[] weight;

  private final double[] age;
  private final double[] squaredAge;

  /** Weighted sums per τ and channel: of the value, of age × value. */
  private final double[][] value;

  private final double[][] ageValue;
  private final double[] baseline;

  /** Work space of one update; no part of the snapshot. */
  final double[] positions;

  final double[] pending;
  int absent;

  /** Ties a snapshot to the model version that made it. */
  long modelTag;

  TrendMemory(int settingCount, int channelCount, int timeConstantCount) {
    settings = new double[settingCount];
    positions = new double[settingCount];
    weight = new double[timeConstantCount];
    age = new double[timeConstantCount];
    squaredAge = new double[timeConstantCount];
    value = new double[timeConstantCount][channelCount];
    ageValue = new double[timeConstantCount][channelCount];
    baseline = new double[channelCount];
    pending = new double[channelCount];
  }

  @Override
  public long updates() {
    return updates;
  }

  /** Everything remembered for time constant k grows older by a step and fades. */
  void age(int k, double step, double fade) {
    squaredAge[k] = fade * (squaredAge[k] + step * (2 * age[k] + step * weight[k]));
    age[k] = fade * (age[k] + step * weight[k]);
    weight[k] = fade * weight[k] + 1;
    double[] v = value[k];
    double[] av = ageValue[k];
    for (int c = 0; c < v.length; c++) {
      av[c] = fade * (av[c] + step * v[c]);
      v[c] = fade * v[c];
    }
  }

  void add(int channel, boolean countsAsBaseline) {
    for (double[] v : value) {
      v[channel] += pending[channel];
    }
    if (countsAsBaseline) {
      baseline[channel] += pending[channel];
    }
  }

  void finish(double now, boolean countsAsBaseline) {
    elapsed = now;
    updates++;
    if (countsAsBaseline) {
      baselineCount++;
    }
  }

  double level(int k, int channel) {
    return value[k][channel] / weight[k];
  }

  /**
   * Change per unit of time; the prior variance of age keeps the first few readings from making a
   * trend.
   */
  double slope(int k, int channel, double priorVariance) {
    double meanAge = age[k] / weight[k];
    double variance = squaredAge[k] / weight[k] - meanAge * meanAge;
    double covariance = ageValue[k][channel] / weight[k] - meanAge * level(k, channel);
    return -covariance / (variance + priorVariance);
  }

  double baseline(int channel) {
    return baseline[channel] / baselineCount;
  }

  @Override
  public byte[] toBytes() {
    int taus = weight.length;
    int channelCount = baseline.length;
    ByteBuffer out = ByteBuffer.allocate(size(settings.length, channelCount, taus));
    out.put(VERSION).putLong(modelTag).putLong(updates);
    out.putDouble(elapsed).putDouble(median).putDouble(baselineStart).putLong(baselineCount);
    put(out, settings);
    for (int k = 0; k < taus; k++) {
      out.putDouble(weight[k]).putDouble(age[k]).putDouble(squaredAge[k]);
      put(out, value[k]);
      put(out, ageValue[k]);
    }
    put(out, baseline);
    return out.array();
  }

  /** Takes the state of a snapshot over. */
  void read(byte[] snapshot) {
    int expected = size(settings.length, baseline.length, weight.length);
    if (snapshot.length != expected || snapshot[0] != VERSION) {
      throw new IllegalArgumentException(
          "no life memory of this model: " + snapshot.length + " bytes, " + expected + " needed");
    }
    ByteBuffer in = ByteBuffer.wrap(snapshot);
    in.get();
    long tag = in.getLong();
    if (tag != modelTag) {
      throw new IllegalArgumentException("this life memory belongs to another model version");
    }
    updates = in.getLong();
    elapsed = in.getDouble();
    median = in.getDouble();
    baselineStart = in.getDouble();
    baselineCount = in.getLong();
    get(in, settings);
    for (int k = 0; k < weight.length; k++) {
      weight[k] = in.getDouble();
      age[k] = in.getDouble();
      squaredAge[k] = in.getDouble();
      get(in, value[k]);
      get(in, ageValue[k]);
    }
    get(in, baseline);
  }

  private static int size(int settingCount, int channelCount, int taus) {
    int doubles = 3 + settingCount + taus * (3 + 2 * channelCount) + channelCount;
    return 1 + 3 * Long.BYTES + doubles * Double.BYTES;
  }

  private static void put(ByteBuffer out, double[] values) {
    for (double v : values) {
      out.putDouble(v);
    }
  }

  private static void get(ByteBuffer in, double[] values) {
    Arrays.setAll(values, i -> in.getDouble());
  }
}
