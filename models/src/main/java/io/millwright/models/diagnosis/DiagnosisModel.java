package io.millwright.models.diagnosis;

import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trained diagnosis of bearings: multinomial logistic regression in flat arrays. Immutable, safe
 * for any number of threads; scoring allocates nothing and needs no learning library.
 */
public final class DiagnosisModel {
  private static final byte VERSION = 1;

  /**
   * An input counts as no further from the training mean than this many standard deviations, so
   * that a frame unlike any before makes no judgement certain. A choice.
   */
  private static final double FURTHEST = 4;

  private final List<BearingCondition> conditions;
  private final List<DiagnosisInput> inputs;
  private final double[] centres;
  private final double[] scales;
  private final double[][] weights;
  private final double geometryShare;

  /**
   * @param conditions that it tells apart, at least two
   * @param inputs what it reads
   * @param centres subtracted from each input, then
   * @param scales divide it; above 0
   * @param weights for each condition the intercept and a weight for each input; owned
   * @param geometryShare 0 to 1: what the judgement from geometry counts in {@link
   *     CombinedDiagnoser}
   * @throws IllegalArgumentException if they do not fit together
   */
  public DiagnosisModel(
      List<BearingCondition> conditions,
      List<DiagnosisInput> inputs,
      double[] centres,
      double[] scales,
      double[][] weights,
      double geometryShare) {
    this.conditions = List.copyOf(conditions);
    this.inputs = List.copyOf(inputs);
    this.centres = centres;
    this.scales = scales;
    this.weights = weights;
    this.geometryShare = geometryShare;
    check();
  }

  private void check() {
    int n = inputs.size();
    boolean fits =
        conditions.size() >= 2
            && centres.length == n
            && scales.length == n
            && weights.length == conditions.size()
            && Arrays.stream(weights).allMatch(w -> w.length == n + 1)
            && geometryShare >= 0
            && geometryShare <= 1;
    if (!fits) {
      throw new IllegalArgumentException("weights, inputs and conditions do not fit together");
    }
    for (double scale : scales) {
      if (!(scale > 0)) {
        throw new IllegalArgumentException("a scale is " + scale);
      }
    }
    int features = VibrationFeatures.SCHEMA.featureNames().size();
    for (DiagnosisInput input : inputs) {
      for (int column : input.columns()) {
        if (column < 0 || column >= features) {
          throw new IllegalArgumentException("reads feature " + column + " of " + features);
        }
      }
    }
  }

  /** What it tells apart. */
  public List<BearingCondition> conditions() {
    return conditions;
  }

  /** What the judgement from geometry counts beside this one, 0 to 1. */
  public double geometryShare() {
    return geometryShare;
  }

  /**
   * @param features of a channel, from {@code at}, in the order of the vibration schema; what could
   *     not be computed is taken to be as in the mean training frame
   * @param probabilities takes one for each of {@link #conditions()}
   */
  public void probabilities(float[] features, int at, double[] probabilities) {
    for (int c = 0; c < weights.length; c++) {
      probabilities[c] = weights[c][0];
    }
    for (int i = 0; i < centres.length; i++) {
      double value = inputs.get(i).value(features, at);
      if (!Double.isNaN(value)) {
        double standardised = standardised(value, centres[i], scales[i]);
        for (int c = 0; c < weights.length; c++) {
          probabilities[c] += weights[c][i + 1] * standardised;
        }
      }
    }
    softmax(probabilities);
  }

  /** How far an input lies from its training mean, in standard deviations and within bounds. */
  public static double standardised(double value, double centre, double scale) {
    return Math.max(-FURTHEST, Math.min(FURTHEST, (value - centre) / scale));
  }

  private static void softmax(double[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      most = Math.max(most, logit);
    }
    double total = 0;
    for (int c = 0; c < logits.length; c++) {
      logits[c] = Math.exp(logits[c] - most);
      total += logits[c];
    }
    for (int c = 0; c < logits.length; c++) {
      logits[c] /= total;
    }
  }

  /** Its bytes, a version first. */
  public byte[] toBytes() {
    SnapshotWriter out = new SnapshotWriter();
    out.put(VERSION).put(VibrationFeatures.SCHEMA.schemaId()).put(geometryShare);
    out.put(conditions.size());
    for (BearingCondition condition : conditions) {
      out.put((byte) condition.ordinal());
    }
    out.put(inputs.size());
    for (DiagnosisInput input : inputs) {
      out.put(input.logarithm()).put(input.columns().length);
      for (int column : input.columns()) {
        out.put(column);
      }
    }
    out.put(centres).put(scales);
    for (double[] row : weights) {
      out.put(row);
    }
    return out.toBytes();
  }

  /**
   * @throws IllegalArgumentException if the bytes are of another version or feature schema, or
   *     damaged
   */
  public static DiagnosisModel fromBytes(byte[] bytes) {
    SnapshotReader in = new SnapshotReader(bytes);
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("diagnosis model of unknown version " + version);
    }
    String schema = in.readString();
    if (!schema.equals(VibrationFeatures.SCHEMA.schemaId())) {
      throw new IllegalArgumentException(
          "diagnosis model of features '"
              + schema
              + "', known are '"
              + VibrationFeatures.SCHEMA.schemaId()
              + "'");
    }
    double geometryShare = in.readDouble();
    List<BearingCondition> conditions = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      int ordinal = in.readByte();
      if (ordinal < 0 || ordinal >= BearingCondition.values().length) {
        throw new IllegalArgumentException("unknown bearing condition " + ordinal);
      }
      conditions.add(BearingCondition.values()[ordinal]);
    }
    List<DiagnosisInput> inputs = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      boolean logarithm = in.readBoolean();
      int[] columns = new int[in.readCount()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = in.readInt();
      }
      inputs.add(new DiagnosisInput(columns, logarithm));
    }
    double[] centres = in.readDoubles();
    double[] scales = in.readDoubles();
    double[][] weights = new double[conditions.size()][];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = in.readDoubles();
    }
    in.end();
    return new DiagnosisModel(conditions, inputs, centres, scales, weights, geometryShare);
  }
}
