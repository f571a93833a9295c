package io.millwright.standalone.bench;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.OperatingState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A made-up fleet. Of a thousand assessments, six say alarm: every asset once in {@value #PERIOD}
 * of its assessments, {@value #BURST} in a row, which raises its health alarm and lets it return.
 * One asset in a hundred wears: it is degraded throughout, with a diagnosis and a life that runs
 * out, so that it has a case and an order which are revised. Every second asset has a life.
 */
final class AlarmLoad {
  private static final int PERIOD = 500;
  private static final int BURST = 3;
  private static final int WEARING = 100;

  /** Longer than the planning horizon, and near enough for a finding to be an alarm. */
  private static final double SOUND_HOURS = 250;

  private static final Provenance PROVENANCE = new Provenance("bench", "1", "bench-life", "1");

  private final List<AssetId> ids;
  private final long[] rounds;

  /**
   * @param assets how many
   */
  AlarmLoad(int assets) {
    this.ids =
        IntStream.range(0, assets)
            .mapToObj(n -> new AssetId("area-%d/pump-%d".formatted(n % 20, n)))
            .toList();
    this.rounds = new long[assets];
  }

  int size() {
    return ids.size();
  }

  AssetId id(int asset) {
    return ids.get(asset);
  }

  /** What is declared of an asset. */
  Asset declaration(int asset) {
    return new Asset(
        id(asset),
        "Pump " + asset,
        List.of("area-" + asset % 20),
        "pump",
        Criticality.values()[asset % Criticality.values().length],
        Map.of("cmms", "P-" + asset),
        List.of(
            new MaintainableItem("bearing", "Drive-end bearing", null, null, List.of("6205")),
            new MaintainableItem("seal", "Shaft seal", null, null, List.of("S-9"))),
        List.of(
            MeasurementPoint.of("speed", "rpm", PointKind.SPEED),
            new MeasurementPoint(
                "vibration",
                "Vibration",
                "mm/s",
                PointKind.VIBRATION,
                PhysicalRange.UNBOUNDED,
                new Limits(null, null, 4.5, 7.1, 0.5, Duration.ofMinutes(2), Duration.ofMinutes(1)),
                "bearing")),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.MEASURED);
  }

  /** The next assessment of an asset. */
  Assessment next(int asset, Instant time) {
    long round = rounds[asset]++;
    boolean wears = asset % WEARING == 0;
    // The golden ratio spreads the bursts of any number of assets evenly.
    long phase = (long) (asset * 0.6180339887498949 * PERIOD) % PERIOD;
    boolean alarm = (round + phase) % PERIOD < BURST;
    HealthState state =
        alarm ? HealthState.ALARM : wears ? HealthState.DEGRADED : HealthState.HEALTHY;
    boolean ill = state != HealthState.HEALTHY;
    return new Assessment(
        id(asset),
        time,
        time,
        time,
        Origin.MEASURED,
        OperatingState.RUNNING,
        new StateDetection(
            ill ? 1.7 : 0.31,
            List.of(
                new DetectorScore("trend", ill ? 1.7 : 0.31, 1), new DetectorScore("band", 0.2, 1)),
            ill ? List.of(new ChannelContribution("vibration", 0.9, 5.2)) : List.of(),
            0,
            ill),
        new HealthAssessment(
            state,
            ill ? 55 : 98,
            ill ? "vibration +5.2 standard deviations" : "",
            wears
                ? List.of(new Finding("bearing", "VIB", "2.4 wear", 0.7, "vibration"))
                : List.of()),
        asset % 2 == 0
            ? new PrognosticAssessment(life(wears ? 200.0 / (1 + round) : SOUND_HOURS), "")
            : PrognosticAssessment.notAssessed("no model"),
        PROVENANCE);
  }

  private static RemainingLife life(double hours) {
    return new RemainingLife(0.5 * hours, hours, 2 * hours, 0.9, LifeUnit.HOURS);
  }
}
