package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.CmapssRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * State detection alone, without any life model, on engines that degrade: every engine learns from
 * nothing but its own first cycles. Settings were chosen on the training engines; the test engines
 * are only counted.
 */
class CmapssDetectionTest {
  // Of the training engines a part, for the time it takes: all 460 of FD001, FD002 and FD003 are
  // seen.
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("cmapss");
  private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

  @BeforeEach
  void needsData() {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI must have " + DATA).isNotEqualTo("true");
      System.out.println("CmapssDetectionTest skipped: no C-MAPSS data at " + DATA);
      assumeTrue(false, "no data at " + DATA);
    }
  }

  /** Worst state that one engine reached. */
  private record Outcome(boolean degraded, boolean alarm) {}

  private static Asset engine(String id) {
    List<MeasurementPoint> points = new ArrayList<>();
    for (String channel : CmapssFile.CHANNELS) {
      points.add(
          MeasurementPoint.of(
              channel,
              "1",
              CmapssFile.SETTINGS.contains(channel) ? PointKind.SETTING : PointKind.PROCESS));
    }
    return new Asset(
        new AssetId(id),
        id,
        List.of(),
        "turbofan",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("engine", "Engine", null, null, List.of())),
        points,
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.REPLAYED);
  }

  private static Map<Integer, Outcome> outcomes(String file, int most) {
    Map<Integer, List<CmapssRow>> engines = new TreeMap<>();
    for (CmapssRow row : CmapssFile.readAll(DATA.resolve(file + ".txt.gz"))) {
      if (row.unit() <= most) {
        engines.computeIfAbsent(row.unit(), unit -> new ArrayList<>()).add(row);
      }
    }
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    engines.forEach(
        (unit, rows) -> outcomes.put(unit, outcome(engine(file + "-unit-" + unit), rows)));
    return outcomes;
  }

  private static Outcome outcome(Asset asset, List<CmapssRow> rows) {
    AssetAssessor assessor = AssetAssessor.start(asset, AssessorSettings.DEFAULT, AssetModels.NONE);
    boolean degraded = false;
    boolean alarm = false;
    for (CmapssRow row : rows) {
      Instant time = EPOCH.plus(Duration.ofHours(row.cycle()));
      ScalarScan scan =
          new ScalarScan(
              asset.id(),
              time,
              time,
              time,
              Origin.REPLAYED,
              asset.channelSet(),
              row.values(),
              new byte[0]);
      Assessment assessment = ((Verdict.Assessed) assessor.accept(scan, time)).assessment();
      HealthState state = assessment.health().state();
      degraded |= state == HealthState.DEGRADED || state == HealthState.ALARM;
      alarm |= state == HealthState.ALARM;
    }
    return new Outcome(degraded, alarm);
  }

  @Test
  void everyTrainingEngineIsSeenBeforeItFails() {
    for (String file : List.of("train_FD001", "train_FD003")) {
      assertThat(outcomes(file, 50).values()).as(file).hasSize(50).allMatch(Outcome::degraded);
    }
  }

  @Test
  void sixOperatingRegimesDoNotHideTheFault() {
    assertThat(outcomes("train_FD002", 40).values()).hasSize(40).allMatch(Outcome::degraded);
  }

  @Test
  void testEnginesNearTheirEndAreSeenAndHealthyOnesLeftAlone() {
    int ending = 0;
    int endingSeen = 0;
    int healthy = 0;
    int healthyDegraded = 0;
    int healthyAlarmed = 0;
    for (String subset : List.of("FD001", "FD003")) {
      List<Double> truth = CmapssFile.readTruth(DATA.resolve("RUL_" + subset + ".txt"));
      for (var engine : outcomes("test_" + subset, 100).entrySet()) {
        double left = truth.get(engine.getKey() - 1);
        if (left <= 20) {
          ending++;
          endingSeen += engine.getValue().degraded() ? 1 : 0;
        } else if (left >= 100) {
          healthy++;
          healthyDegraded += engine.getValue().degraded() ? 1 : 0;
          healthyAlarmed += engine.getValue().alarm() ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "C-MAPSS test engines: RUL ≤ 20: %d of %d seen; RUL ≥ 100: %d of %d degraded, %d in alarm%n",
        endingSeen, ending, healthyDegraded, healthy, healthyAlarmed);
    assertThat((double) endingSeen / ending).isGreaterThanOrEqualTo(0.95);
    assertThat((double) healthyDegraded / healthy).isLessThanOrEqualTo(0.15);
    assertThat((double) healthyAlarmed / healthy).isLessThanOrEqualTo(0.02);
  }
}
