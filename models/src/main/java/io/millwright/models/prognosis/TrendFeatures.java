package io.millwright.models.prognosis;

import io.millwright.contracts.feature.FeatureSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The features of a life, one reading at a time: levels and slopes over several time constants of
 * the normalised channels, their drift since the life began, and its age. Training and jobs run
 * this very code. Immutable; the memory is the caller's.
 *
 * <p>Level and slope are exponentially weighted least squares over the past, weights exp(−age/τ)
 * (R. G. Brown, "Smoothing, Forecasting and Prediction of Discrete Time Series", 1963, ch. 9),
 * which allows uneven sampling.
 */
public final class TrendFeatures {
  /** Slopes from a span shorter than this share of τ are shrunk towards none. */
  private static final double SLOPE_PRIOR = 0.3;

  private final List<String> channels;
  private final int[] settingIndex;
  private final int[] monitoredIndex;
  private final RegimeNormalization normalization;
  private final double[] timeConstants;
  private final double baselineSpan;
  private final FeatureSchema schema;
  private final List<String> featureChannels;

  /**
   * @param channels names of the values that readings hold
   * @param settings those that say how the machine is driven
   * @param monitored those that say how it fares, in the order of the normalisation's channels
   * @param timeConstants τ, ascending, in the unit of elapsed time
   * @param baselineSpan how long, from the start of a life, readings count as its own healthy level
   */
  public TrendFeatures(
      List<String> channels,
      List<String> settings,
      List<String> monitored,
      RegimeNormalization normalization,
      double[] timeConstants,
      double baselineSpan) {
    this.channels = List.copyOf(channels);
    this.settingIndex = settings.stream().mapToInt(channels::indexOf).toArray();
    this.monitoredIndex = monitored.stream().mapToInt(channels::indexOf).toArray();
    this.normalization = normalization;
    this.timeConstants = timeConstants.clone();
    this.baselineSpan = baselineSpan;
    List<String> names = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (double tau : timeConstants) {
      for (String channel : monitored) {
        names.add(channel + ".level" + number(tau));
        owners.add(channel);
      }
    }
    for (int k = 1; k < timeConstants.length; k++) {
      for (String channel : monitored) {
        names.add(channel + ".slope" + number(timeConstants[k]));
        owners.add(channel);
      }
    }
    for (String channel : monitored) {
      names.add(channel + ".drift" + number(baselineSpan));
      owners.add(channel);
    }
    names.add("age");
    owners.add("");
    this.schema = new FeatureSchema("trend-1-" + checksum(names), names);
    this.featureChannels = List.copyOf(owners);
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String checksum(List<String> names) {
    CRC32C crc = new CRC32C();
    crc.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  public FeatureSchema schema() {
    return schema;
  }

  public int count() {
    return featureChannels.size();
  }

  List<String> channels() {
    return channels;
  }

  /** The channel that a feature is made of; empty for the age. */
  String channelOf(int feature) {
    return featureChannels.get(feature);
  }

  public TrendMemory newMemory() {
    return new TrendMemory(settingIndex.length, monitoredIndex.length, timeConstants.length);
  }

  /**
   * Takes a reading into the memory and writes the features.
   *
   * @param values NaN = absent: a setting stays as it was, a channel stays at its short-term level
   * @param features receives {@link #count()} values
   */
  public void update(TrendMemory memory, double elapsed, double[] values, float[] features) {
    takeSettings(memory, values);
    int regime = normalization.regimes().nearest(memory.settings);
    for (int s = 0; s < settingIndex.length; s++) {
      memory.positions[s] = normalization.position(regime, s, memory.settings[s]);
    }
    memory.absent = 0;
    for (int c = 0; c < monitoredIndex.length; c++) {
      double value = values[monitoredIndex[c]];
      if (!Double.isNaN(value)) {
        memory.pending[c] = normalization.normalized(regime, c, memory.positions, value);
      } else {
        memory.pending[c] = memory.updates == 0 ? 0 : memory.level(0, c);
        memory.absent++;
      }
    }
    double step = memory.updates == 0 ? 0 : Math.max(0, elapsed - memory.elapsed);
    for (int k = 0; k < timeConstants.length; k++) {
      memory.age(k, step, Math.exp(-step / timeConstants[k]));
    }
    if (memory.baselineCount == 0) {
      memory.baselineStart = elapsed;
    }
    boolean baseline = elapsed - memory.baselineStart <= baselineSpan;
    for (int c = 0; c < monitoredIndex.length; c++) {
      memory.add(c, baseline);
    }
    memory.finish(elapsed, baseline);
    write(memory, elapsed, features);
  }

  private void takeSettings(TrendMemory memory, double[] values) {
    for (int s = 0; s < settingIndex.length; s++) {
      double value = values[settingIndex[s]];
      if (!Double.isNaN(value)) {
        memory.settings[s] = value;
      } else if (memory.updates == 0) {
        memory.settings[s] = normalization.regimes().centroids()[0][s];
      }
    }
  }

  private void write(TrendMemory memory, double elapsed, float[] features) {
    int channelCount = monitoredIndex.length;
    int at = 0;
    for (int k = 0; k < timeConstants.length; k++) {
      for (int c = 0; c < channelCount; c++) {
        features[at++] = (float) memory.level(k, c);
      }
    }
    for (int k = 1; k < timeConstants.length; k++) {
      double prior = SLOPE_PRIOR * timeConstants[k];
      for (int c = 0; c < channelCount; c++) {
        features[at++] = (float) (memory.slope(k, c, prior * prior) * timeConstants[k]);
      }
    }
    int slow = timeConstants.length - 1;
    for (int c = 0; c < channelCount; c++) {
      features[at++] = (float) (memory.level(slow, c) - memory.baseline(c));
    }
    features[at] = (float) elapsed;
  }

  boolean insideEnvelope(TrendMemory memory) {
    return normalization.regimes().contains(memory.settings);
  }

  /** Share of the monitored channels without a reading in the last update. */
  double absentShare(TrendMemory memory) {
    return monitoredIndex.length == 0 ? 0 : (double) memory.absent / monitoredIndex.length;
  }
}
