package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A sound machine that runs on and on, as its declaration would have it: every point within its
 * range and its limits, all of them moving a little with the load. No physics: it is for seeing
 * that a declaration works before its sensors do. Marked as simulated whatever the declaration
 * says.
 */
public final class DeclaredMachine implements TelemetrySource {
  /** Shares of what counts as a jump of the machine, so that its running is steady. */
  private static final double LOAD_SPREAD_OF_BAND = 0.2;

  private static final double NOISE_OF_BAND = 0.05;

  /** The band where nothing is said of one. */
  private static final double WIDEST_BAND = 0.2;

  /** How much of the load of a scan is left in the next. */
  private static final double LOAD_MEMORY = 0.95;

  private final Asset asset;
  private final int channelSet;
  private final Instant from;
  private final Duration every;
  private final long scans;
  private final double[] levels;
  private final double band;
  private final SplittableRandom random;
  private double load;
  private long sent;

  /**
   * @param from time of the first scan
   * @param every event time between two scans; above zero
   * @param scans how many
   * @throws IllegalArgumentException if it has no scalar points, or the time is none
   */
  public DeclaredMachine(Asset asset, Instant from, Duration every, long scans, long seed) {
    if (asset.points().isEmpty()) {
      throw new IllegalArgumentException(
          asset.id() + " has no scalar points; waveforms and sound are not simulated");
    }
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("the time between scans must be above zero");
    }
    this.asset = asset;
    this.channelSet = asset.channelSet();
    this.from = from;
    this.every = every;
    this.scans = scans;
    this.random = new SplittableRandom(seed);
    this.band = Math.min(WIDEST_BAND, asset.stateRule().steadyBand());
    this.levels = asset.points().stream().mapToDouble(point -> level(asset, point)).toArray();
  }

  @Override
  public String name() {
    return "simulate " + asset.id();
  }

  @Override
  public List<Asset> assets() {
    return List.of(asset);
  }

  @Override
  public @Nullable SourceRecord next() {
    if (sent >= scans) {
      return null;
    }
    Instant time = from.plus(every.multipliedBy(sent));
    double[] values = values();
    return new SourceRecord.Scan(
        new SourcePosition("simulate/" + asset.id() + "/" + from, ++sent),
        asset.id(),
        time,
        null,
        Origin.SIMULATED,
        channelSet,
        values,
        new byte[0],
        () ->
            (asset.id() + " " + time + " " + Arrays.toString(values))
                .getBytes(StandardCharsets.UTF_8));
  }

  private double[] values() {
    load =
        LOAD_MEMORY * load
            + Math.sqrt(1 - LOAD_MEMORY * LOAD_MEMORY)
                * LOAD_SPREAD_OF_BAND
                * band
                * random.nextGaussian();
    double[] values = new double[levels.length];
    for (int i = 0; i < values.length; i++) {
      MeasurementPoint point = asset.points().get(i);
      double share =
          1 + follows(point.kind()) * load + NOISE_OF_BAND * band * random.nextGaussian();
      PhysicalRange range = point.range();
      values[i] = Math.max(range.minimum(), Math.min(range.maximum(), levels[i] * share));
    }
    return values;
  }

  /** How much of a change of load a point shows. */
  private static double follows(PointKind kind) {
    return switch (kind) {
      case LOAD, POWER -> 1;
      case PROCESS, OTHER -> 0.6;
      case VIBRATION -> 0.4;
      case TEMPERATURE -> 0.3;
      case SPEED, SETTING -> 0;
    };
  }

  /** About what a sound machine shows there. */
  private static double level(Asset asset, MeasurementPoint point) {
    OperatingStateRule rule = asset.stateRule();
    Double rpm = asset.kinematics().nominalSpeedRpm();
    if (point.kind() == PointKind.SPEED && point.unit().equals("rpm") && rpm != null) {
      return inside(rpm, point);
    }
    if (point.id().equals(rule.pointId())) {
      return inside(rule.runningAbove() <= 0 ? 1 : 2 * rule.runningAbove(), point);
    }
    double usual =
        switch (point.kind()) {
          case SPEED -> 1_000;
          case LOAD -> 70;
          case POWER -> 50;
          case VIBRATION -> 1.2;
          case TEMPERATURE -> 45;
          case SETTING -> 20;
          case PROCESS, OTHER -> 10;
        };
    return inside(usual, point);
  }

  /** As far as limits and range leave room, with some left for the load. */
  private static double inside(double usual, MeasurementPoint point) {
    Limits limits = point.limits();
    double low = point.range().minimum();
    double high = point.range().maximum();
    if (limits != null) {
      low = greatest(low, limits.lowAlarm(), limits.lowWarning());
      high = least(high, limits.highWarning(), limits.highAlarm());
    }
    boolean bounded = low > -Double.MAX_VALUE && high < Double.MAX_VALUE;
    if (usual > low && usual < 0.7 * high) {
      return usual;
    }
    return bounded ? (low + high) / 2 : high < Double.MAX_VALUE ? high - 1 : low + 1;
  }

  private static double greatest(double a, @Nullable Double b, @Nullable Double c) {
    double most = b == null ? a : Math.max(a, b);
    return c == null ? most : Math.max(most, c);
  }

  private static double least(double a, @Nullable Double b, @Nullable Double c) {
    double least = b == null ? a : Math.min(a, b);
    return c == null ? least : Math.min(least, c);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
