package io.millwright.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.TelemetryBounds;
import io.millwright.ingest.ScanValidator.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanValidatorTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final byte[] GOOD = {};
  private static final Asset PUMP =
      new Asset(
          new AssetId("pump"),
          "Pump",
          List.of("site"),
          "pump",
          Criticality.B,
          Map.of(),
          List.of(new MaintainableItem("bearing", "Bearing", null, null, List.of())),
          List.of(
              new MeasurementPoint(
                  "temperature",
                  "Temperature",
                  "Cel",
                  PointKind.TEMPERATURE,
                  new PhysicalRange(-40, 200),
                  null,
                  null),
              MeasurementPoint.of("flow", "m3/h", PointKind.PROCESS)),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.MEASURED);

  @Test
  void acceptsASoundScan() {
    assertThat(check(NOW, Origin.MEASURED, GOOD, 20, 5)).isNull();
  }

  @Test
  void rejectsAScanOfAnUndeclaredAsset() {
    assertThat(ScanValidator.check(null, scan(NOW, Origin.MEASURED, GOOD, 1)))
        .isEqualTo(new Rejection(RejectionReason.UNKNOWN_ASSET, "asset 'pump' is not declared"));
  }

  @Test
  void rejectsAWrongCountOfChannels() {
    assertThat(check(NOW, Origin.MEASURED, GOOD, 20))
        .isEqualTo(
            new Rejection(RejectionReason.CHANNEL_MISMATCH, "1 values, the asset has 2 points"));
  }

  @Test
  void rejectsNanAndInfinityThatAreNotMarkedAbsent() {
    assertThat(check(NOW, Origin.MEASURED, GOOD, 20, Double.NaN))
        .isEqualTo(
            new Rejection(RejectionReason.NOT_A_NUMBER, "flow is NaN and not marked absent"));
    assertThat(reason(check(NOW, Origin.MEASURED, GOOD, Double.NEGATIVE_INFINITY, 1)))
        .isEqualTo(RejectionReason.NOT_A_NUMBER);
    byte[] bad = {0, (byte) ChannelQuality.BAD.ordinal()};
    assertThat(reason(check(NOW, Origin.MEASURED, bad, 20, Double.NaN)))
        .isEqualTo(RejectionReason.NOT_A_NUMBER);
  }

  @Test
  void acceptsNanThatIsMarkedAbsentAndRefusesAValueThatIs() {
    byte[] absent = {0, (byte) ChannelQuality.ABSENT.ordinal()};

    assertThat(check(NOW, Origin.MEASURED, absent, 20, Double.NaN)).isNull();
    assertThat(check(NOW, Origin.MEASURED, absent, 20, 7))
        .isEqualTo(new Rejection(RejectionReason.OTHER, "flow is marked absent and yet is 7.0"));
  }

  @Test
  void rejectsAValueOutsideThePhysicalRangeUnlessTheSourceCallsItBad() {
    byte[] bad = {(byte) ChannelQuality.BAD.ordinal(), 0};

    assertThat(check(NOW, Origin.MEASURED, GOOD, 850, 5))
        .isEqualTo(
            new Rejection(
                RejectionReason.IMPOSSIBLE_VALUE,
                "temperature is 850.0 Cel, possible is -40.0 to 200.0"));
    assertThat(check(NOW, Origin.MEASURED, bad, 850, 5)).isNull();
  }

  @Test
  void rejectsTimesBeforeThePlatformsEpochAndFromTheFuture() {
    Instant ahead = NOW.plus(TelemetryBounds.CLOCK_SKEW);

    assertThat(reason(check(Instant.EPOCH, Origin.REPLAYED, GOOD, 20, 5)))
        .isEqualTo(RejectionReason.IMPOSSIBLE_TIME);
    assertThat(check(ahead, Origin.MEASURED, GOOD, 20, 5)).isNull();
    assertThat(check(ahead.plusMillis(1), Origin.MEASURED, GOOD, 20, 5))
        .isEqualTo(
            new Rejection(
                RejectionReason.IMPOSSIBLE_TIME,
                "time 2026-02-01T12:05:00.001Z is after 2026-02-01T12:05:00Z"));
  }

  @Test
  void letsSimulatedAndReplayedTimeRunAheadWithinReason() {
    Instant inTenYears = NOW.plus(Duration.ofDays(3650));

    assertThat(check(inTenYears, Origin.SIMULATED, GOOD, 20, 5)).isNull();
    assertThat(check(inTenYears, Origin.REPLAYED, GOOD, 20, 5)).isNull();
    assertThat(
            reason(check(Instant.ofEpochSecond(1_700_000_000_000L), Origin.REPLAYED, GOOD, 20, 5)))
        .isEqualTo(RejectionReason.IMPOSSIBLE_TIME);
  }

  private static @Nullable Rejection check(
      Instant time, Origin origin, byte[] quality, double... values) {
    return ScanValidator.check(PUMP, scan(time, origin, quality, values));
  }

  private static ScalarScan scan(Instant time, Origin origin, byte[] quality, double... values) {
    return new ScalarScan(PUMP.id(), time, NOW, NOW, origin, PUMP.channelSet(), values, quality);
  }

  private static @Nullable RejectionReason reason(@Nullable Rejection rejection) {
    return rejection == null ? null : rejection.reason();
  }
}
