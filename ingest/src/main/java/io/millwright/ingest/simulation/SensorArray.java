package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.telemetry.ChannelQuality;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of one machine: Gaussian noise, a resolution of 10⁻⁴, and now and then a fault of one
 * of them. One owner.
 */
final class SensorArray {
  private static final byte[] ALL_GOOD = {};
  private static final double RESOLUTION = 1e-4;

  private final List<MeasurementPoint> points;
  private final double[] noise;
  private final double meanHoursBetweenFaults;
  private final SplittableRandom noiseRandom;
  private final SplittableRandom faultRandom;
  private final double[] last;
  private @Nullable SensorFault fault;
  private int faulty;
  private double faultHoursLeft;

  /**
   * @param noise standard deviations, in the units of the points
   * @param meanHoursBetweenFaults over all sensors; infinite for none
   */
  SensorArray(
      List<MeasurementPoint> points,
      double[] noise,
      double meanHoursBetweenFaults,
      SplittableRandom random) {
    this.points = points;
    this.noise = noise.clone();
    this.meanHoursBetweenFaults = meanHoursBetweenFaults;
    this.noiseRandom = random.split();
    this.faultRandom = random.split();
    this.last = new double[points.size()];
  }

  /** What the sensors show. */
  @SuppressWarnings("ArrayRecordComponent") // handed on to a scan
  record Readings(double[] values, byte[] quality) {}

  Readings read(double[] truth, double hours) {
    double[] values = new double[truth.length];
    for (int i = 0; i < values.length; i++) {
      double value = truth[i] + noise[i] * noiseRandom.nextGaussian();
      PhysicalRange range = points.get(i).range();
      double possible = Math.max(range.minimum(), Math.min(range.maximum(), value));
      values[i] = Math.rint(possible / RESOLUTION) * RESOLUTION;
    }
    byte[] quality = fail(values, hours);
    System.arraycopy(values, 0, last, 0, values.length);
    return new Readings(values, quality);
  }

  /** The fault that shows now; null if none does. */
  @Nullable SensorFault fault() {
    return fault;
  }

  private byte[] fail(double[] values, double hours) {
    faultHoursLeft -= hours;
    if (faultHoursLeft <= 0) {
      fault = null;
      if (faultRandom.nextDouble() < hours / meanHoursBetweenFaults) {
        begin();
      }
    }
    if (fault == null) {
      return ALL_GOOD;
    }
    switch (fault) {
      case STUCK -> values[faulty] = last[faulty];
      case SPIKE -> values[faulty] = 3 * points.get(faulty).range().maximum();
      case NOT_A_NUMBER -> values[faulty] = Double.NaN;
      case DROPOUT -> {
        values[faulty] = Double.NaN;
        byte[] quality = new byte[values.length];
        quality[faulty] = (byte) ChannelQuality.ABSENT.ordinal();
        return quality;
      }
    }
    return ALL_GOOD;
  }

  private void begin() {
    double kind = faultRandom.nextDouble();
    faulty = faultRandom.nextInt(points.size());
    double share = faultRandom.nextDouble();
    if (kind < 0.15) {
      begin(SensorFault.STUCK, 0.25 + 0.5 * share);
    } else if (kind < 0.5) {
      begin(SensorFault.SPIKE, 0);
    } else if (kind < 0.8) {
      begin(SensorFault.DROPOUT, 1 + 3 * share);
    } else {
      begin(SensorFault.NOT_A_NUMBER, 0);
    }
  }

  private void begin(SensorFault begun, double lastsHours) {
    fault = begun;
    faultHoursLeft = lastsHours;
  }
}
