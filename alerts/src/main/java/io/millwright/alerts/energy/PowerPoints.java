package io.millwright.alerts.energy;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the power of an asset is measured: its points of kind {@link PointKind#POWER} in {@code W},
 * {@code kW} or {@code MW}; of several the sum. A motor current is no power, and heat in kilowatts
 * is none that is paid for by the machine.
 */
public final class PowerPoints {
  private static final Map<String, Double> KILOWATTS = Map.of("W", 1e-3, "kW", 1.0, "MW", 1e3);

  private final List<String> ids;
  private final int channelSet;
  private final int[] channels;
  private final double[] factors;

  private PowerPoints(Asset asset, int[] channels) {
    List<MeasurementPoint> points = Arrays.stream(channels).mapToObj(asset.points()::get).toList();
    this.ids = points.stream().map(p -> p.id() + " in " + p.unit()).toList();
    this.channelSet = asset.channelSet();
    this.channels = channels;
    this.factors = points.stream().mapToDouble(p -> KILOWATTS.get(p.unit())).toArray();
  }

  /** Those of an asset; null if its power is not measured. */
  public static @Nullable PowerPoints of(Asset asset) {
    int[] channels =
        IntStream.range(0, asset.points().size())
            .filter(
                i ->
                    asset.points().get(i).kind() == PointKind.POWER
                        && KILOWATTS.containsKey(asset.points().get(i).unit()))
            .toArray();
    return channels.length == 0 ? null : new PowerPoints(asset, channels);
  }

  /** Whether both measure the same, so that what was learned with one holds for the other. */
  public boolean sameAs(PowerPoints other) {
    return ids.equals(other.ids);
  }

  /** Power in kW; NaN if a point has no good value, or the scan follows another list of points. */
  public double kilowatts(ScalarScan scan) {
    if (scan.channelSet() != channelSet) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < channels.length; i++) {
      ChannelQuality quality = scan.qualityOf(channels[i]);
      if (quality == ChannelQuality.BAD || quality == ChannelQuality.ABSENT) {
        return Double.NaN;
      }
      sum += factors[i] * scan.values()[channels[i]];
    }
    return sum;
  }
}
