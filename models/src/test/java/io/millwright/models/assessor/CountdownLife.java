package io.millwright.models.assessor;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.FeatureContribution;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * A life that lasts a fixed time: the remaining life is what is left of it. Fails on purpose when
 * its channel reads {@link #POISON}.
 */
final class CountdownLife implements LifeEstimator {
  static final double POISON = -999;

  private final String channel;
  private final LifeUnit unit;
  private final double whole;

  CountdownLife(String channel, LifeUnit unit, double whole) {
    this.channel = channel;
    this.unit = unit;
    this.whole = whole;
  }

  private static final class Count implements LifeMemory {
    private long updates;

    @Override
    public byte[] toBytes() {
      return ByteBuffer.allocate(9).put((byte) 1).putLong(updates).array();
    }

    @Override
    public long updates() {
      return updates;
    }
  }

  @Override
  public String modelId() {
    return "countdown";
  }

  @Override
  public String version() {
    return "1-" + whole;
  }

  @Override
  public List<String> channels() {
    return List.of(channel);
  }

  @Override
  public LifeUnit unit() {
    return unit;
  }

  @Override
  public double cap() {
    return whole;
  }

  @Override
  public FeatureSchema featureSchema() {
    return new FeatureSchema("countdown-1", List.of("elapsed", "updates"));
  }

  @Override
  public LifeMemory newMemory() {
    return new Count();
  }

  @Override
  public LifeMemory restore(byte[] snapshot) {
    Count count = new Count();
    count.updates = ByteBuffer.wrap(snapshot).getLong(1);
    return count;
  }

  @Override
  public LifeEstimate update(LifeMemory memory, double elapsedSinceStart, double[] values) {
    if (values[0] == POISON) {
      throw new IllegalStateException("poisoned");
    }
    Count count = (Count) memory;
    count.updates++;
    double left = Math.max(0, whole - elapsedSinceStart);
    return new LifeEstimate(
        left,
        0.8 * left,
        1.2 * left,
        new float[] {(float) elapsedSinceStart, count.updates},
        Set.of());
  }

  @Override
  public List<FeatureContribution> explain(float[] features, int count) {
    return List.of();
  }
}
