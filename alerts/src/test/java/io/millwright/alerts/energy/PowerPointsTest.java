package io.millwright.alerts.energy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerPointsTest {
  private static Asset with(MeasurementPoint... points) {
    List<MeasurementPoint> all = new ArrayList<>(Plant.pump().points());
    all.addAll(List.of(points));
    return Plant.with(Plant.pump(), all);
  }

  private static MeasurementPoint point(String id, String unit, PointKind kind) {
    return MeasurementPoint.of(id, unit, kind);
  }

  private static double kilowatts(Asset asset, ChannelQuality last, double... values) {
    byte[] quality = new byte[values.length];
    quality[values.length - 1] = (byte) last.ordinal();
    return requireNonNull(PowerPoints.of(asset))
        .kilowatts(
            new ScalarScan(
                asset.id(),
                Plant.START,
                Plant.START,
                Plant.START,
                Origin.MEASURED,
                asset.channelSet(),
                values,
                quality));
  }

  @Test
  void thePowerOfSeveralPointsIsTheirSumInKilowatts() {
    Asset asset =
        with(
            point("motor", "kW", PointKind.POWER),
            point("fan", "W", PointKind.POWER),
            point("grid", "MW", PointKind.POWER));

    assertThat(kilowatts(asset, ChannelQuality.GOOD, 1500, 2, 60, 12, 500, 0.001)).isEqualTo(13.5);
    assertThat(kilowatts(asset, ChannelQuality.UNCERTAIN, 1500, 2, 60, 12, 500, 0.001))
        .isEqualTo(13.5);
    assertThat(kilowatts(asset, ChannelQuality.BAD, 1500, 2, 60, 12, 500, 0.001)).isNaN();
    assertThat(kilowatts(asset, ChannelQuality.GOOD, 1500, 2, 60, Double.NaN, 500, 1)).isNaN();
  }

  @Test
  void aScanThatFollowsOtherPointsSaysNothing() {
    Asset asset = with(point("motor", "kW", PointKind.POWER));

    assertThat(requireNonNull(PowerPoints.of(asset)).kilowatts(Plant.scan(0, 1500, 2, 60))).isNaN();
  }

  @Test
  void currentAndHeatAreNoPowerThatTheMachineUses() {
    assertThat(PowerPoints.of(Plant.pump())).isNull();
    assertThat(PowerPoints.of(with(point("current", "A", PointKind.POWER)))).isNull();
    assertThat(PowerPoints.of(with(point("heat", "kW", PointKind.PROCESS)))).isNull();
  }

  @Test
  void otherPointsOrUnitsMeasureOtherwise() {
    PowerPoints one = requireNonNull(PowerPoints.of(with(point("motor", "kW", PointKind.POWER))));
    PowerPoints same =
        requireNonNull(
            PowerPoints.of(
                with(
                    point("level", "m", PointKind.PROCESS),
                    point("motor", "kW", PointKind.POWER))));
    PowerPoints other = requireNonNull(PowerPoints.of(with(point("motor", "W", PointKind.POWER))));

    assertThat(one.sameAs(same)).isTrue();
    assertThat(one.sameAs(other)).isFalse();
  }
}
