package io.millwright.alerts.ledger;

import static io.millwright.alerts.ledger.Told.RULES;
import static io.millwright.alerts.ledger.Told.closed;
import static io.millwright.alerts.ledger.Told.day;
import static io.millwright.alerts.ledger.Told.event;
import static io.millwright.alerts.ledger.Told.opened;
import static io.millwright.alerts.ledger.Told.pump;
import static io.millwright.alerts.ledger.Told.report;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.Plant;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.Advisory.Status;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.PerformanceReport.Calibration;
import io.millwright.contracts.ledger.PerformanceReport.Reliability;
import io.millwright.contracts.ledger.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked example of docs/kpis.md, and what lies beside it. */
class PerformanceTest {
  private static Map<String, PerformanceReport> count(MachineRecord record, double now) {
    Performance performance = new Performance(RULES, Duration.ofHours(72), Plant.START, day(now));
    performance.add(Plant.PUMP, record);
    return performance.reports().stream()
        .collect(Collectors.toMap(PerformanceReport::scopeId, Function.identity()));
  }

  private static PerformanceReport plant(MachineRecord record, double now) {
    return requireNonNull(count(record, now).get("plant"));
  }

  private static Reliability reliability(MachineRecord record, double now) {
    return requireNonNull(plant(record, now).reliability());
  }

  /** 100 days of one pump; see docs/kpis.md, "A worked example". */
  static MachineRecord example() {
    return pump()
        // c1: repaired after 5 days, lead at least 120 h
        .take(opened("c1", "bearing", 10))
        .take(report("r1", "bearing", 15, Outcome.REPAIRED))
        .take(closed("c1", "bearing", 10, 15, Status.CLOSED_REPAIRED))
        // c2: failed after 4 days, lead 96 h, down for 12 h
        .take(opened("c2", "bearing", 30))
        .take(report("r2", "bearing", 34.5, Outcome.REPAIRED, day(34)))
        .take(closed("c2", "bearing", 30, 34.5, Status.CLOSED_REPAIRED))
        // c3: nothing found, and nothing came of it
        .take(opened("c3", "seal", 40))
        .take(report("r3", "seal", 41, Outcome.NOTHING_FOUND))
        .take(closed("c3", "seal", 40, 41, Status.CLOSED_NOTHING_FOUND))
        // a failure that nobody had called, down for 6 h
        .take(event("trip", MachineEventType.TRIP, 60), RULES)
        .take(event("start", MachineEventType.START, 60.25), RULES)
        // c4: repaired after a day, within the planning time
        .take(opened("c4", "bearing", 80))
        .take(report("r4", "bearing", 81, Outcome.REPAIRED))
        .take(closed("c4", "bearing", 80, 81, Status.CLOSED_REPAIRED))
        // c5: still open
        .take(opened("c5", "bearing", 99));
  }

  @Test
  void theExampleOfTheDocumentation() {
    PerformanceReport report = plant(example(), 100);

    assertThat(report.calls().repairedInTime()).isEqualTo(2);
    assertThat(report.calls().failedFirst()).isEqualTo(1);
    assertThat(report.calls().nothingFound()).isEqualTo(1);
    assertThat(report.calls().nothingFoundOpen()).isEqualTo(1); // day 41 + 90 is not over yet
    assertThat(report.calls().unanswered()).isEqualTo(1);
    Share precision = requireNonNull(report.calls().precision());
    assertThat(precision.part()).isEqualTo(3);
    assertThat(precision.of()).isEqualTo(4);
    assertThat(precision.lower()).isCloseTo(0.301, within(5e-4));
    assertThat(precision.upper()).isCloseTo(0.954, within(5e-4));

    assertThat(report.leadTimes().exact()).isEqualTo(1);
    assertThat(report.leadTimes().atLeast()).isEqualTo(2);
    assertThat(report.leadTimes().medianExactHours()).isEqualTo(96.0);
    assertThat(report.leadTimes().medianAtLeastHours()).isEqualTo(72.0); // of 120 and 24
    // 24+ leaves two at risk, so S falls to a half at 96 h
    assertThat(report.leadTimes().quantiles())
        .contains(new PerformanceReport.Quantile(0.5, 96.0))
        .contains(new PerformanceReport.Quantile(0.75, null));
    assertThat(report.leadTimes().actionable()).isEqualTo(Share.of(2, 3));
    assertThat(report.leadTimes().actionableUnknown()).isEqualTo(1);

    Reliability reliability = requireNonNull(report.reliability());
    assertThat(reliability.assetYears()).isCloseTo(100 / 365.25, within(1e-9));
    assertThat(reliability.failures()).isEqualTo(2);
    assertThat(reliability.called()).isEqualTo(1);
    assertThat(reliability.missed()).isEqualTo(1);
    assertThat(reliability.missedShare()).isEqualTo(Share.of(1, 2));
    assertThat(reliability.falseCallsPerAssetYear()).isCloseTo(3.6525, within(1e-9));
    assertThat(reliability.mtbfHours()).isCloseTo(1200, within(1e-9));
    assertThat(reliability.mttrHours()).isCloseTo(9, within(1e-9));
  }

  /** Told when the case was opened: 60 to 120 h, promised for 90 %. */
  private static Advisory telling(String id, double day, double lower, double upper) {
    Advisory c = opened(id, "bearing", day);
    return new Advisory(
        c.caseId(),
        c.revision(),
        c.assetId(),
        c.itemId(),
        c.status(),
        c.priority(),
        c.openedAt(),
        c.updatedAt(),
        c.reason(),
        c.findings(),
        new RemainingLife(lower, (lower + upper) / 2, upper, 0.9, LifeUnit.HOURS),
        c.closedReason(),
        c.origin(),
        c.provenance());
  }

  /** Repaired on the day after it failed. */
  private static MachineRecord failed(MachineRecord record, String id, double open, double fail) {
    return record
        .take(report("r-" + id, "bearing", fail + 1, Outcome.REPAIRED, day(fail)))
        .take(Told.snapshot(id, 9, "bearing", Status.CLOSED_REPAIRED, open, fail + 1));
  }

  @Test
  void intervalsAreHeldAgainstWhatCame() {
    MachineRecord record = pump();
    record = failed(record.take(telling("held", 10, 60, 120)), "held", 10, 14); // after 96 h
    record = failed(record.take(telling("sooner", 30, 60, 120)), "sooner", 30, 32); // 48 h
    record = failed(record.take(telling("later", 50, 60, 120)), "later", 50, 56); // 144 h
    record =
        record
            .take(telling("hidden", 70, 60, 120))
            .take(report("r-hidden", "bearing", 74, Outcome.REPAIRED))
            .take(closed("hidden", "bearing", 70, 74, Status.CLOSED_REPAIRED))
            .take(telling("outlived", 80, 60, 120))
            .take(report("r-outlived", "bearing", 86, Outcome.REPAIRED))
            .take(closed("outlived", "bearing", 80, 86, Status.CLOSED_REPAIRED));

    Calibration calibration = requireNonNull(plant(record, 100).calibration());

    assertThat(calibration).isEqualTo(new Calibration(1, 1, 1, 1, 1, 0.9, Share.of(1, 3)));
    assertThat(requireNonNull(count(record, 100).get("model/Millwright 0.1.0")).calibration())
        .isEqualTo(calibration);
  }

  @Test
  void theFirstIntervalOfACaseIsJudgedAndNoneTwice() {
    MachineRecord record =
        pump()
            .take(opened("c", "bearing", 10))
            .take(revised(telling("c", 11, 60, 120), 2)) // 72 h before it failed
            .take(revised(telling("c", 13, 1, 2), 3));

    record = failed(record, "c", 10, 14);

    assertThat(requireNonNull(plant(record, 100).calibration()).coverage())
        .isEqualTo(Share.of(1, 1));
    assertThat(requireNonNull(plant(example(), 100).calibration()))
        .as("no case of the example tells a life")
        .isEqualTo(new Calibration(0, 0, 0, 0, 0, null, null));
  }

  private static Advisory revised(Advisory c, int revision) {
    return new Advisory(
        c.caseId(),
        revision,
        c.assetId(),
        c.itemId(),
        c.status(),
        c.priority(),
        day(10),
        c.updatedAt(),
        c.reason(),
        c.findings(),
        c.remainingLife(),
        c.closedReason(),
        c.origin(),
        c.provenance());
  }

  @Test
  void everythingIsCountedByClassItemAndModelToo() {
    Map<String, PerformanceReport> all = count(example(), 100);

    assertThat(all)
        .containsOnlyKeys(
            "plant", "class/pump", "item/pump/bearing", "item/pump/seal", "model/Millwright 0.1.0");
    PerformanceReport bearing = requireNonNull(all.get("item/pump/bearing"));
    assertThat(bearing.calls().precision()).isEqualTo(Share.of(3, 3));
    assertThat(requireNonNull(bearing.reliability()).failures()).isEqualTo(1); // no item, no count
    PerformanceReport seal = requireNonNull(all.get("item/pump/seal"));
    assertThat(seal.calls().precision()).isEqualTo(Share.of(0, 1));
    PerformanceReport model = requireNonNull(all.get("model/Millwright 0.1.0"));
    assertThat(model.calls().precision()).isEqualTo(Share.of(3, 4));
    assertThat(model.reliability()).isNull();
  }

  @Test
  void itemsOfWhichNothingIsToldAreLeftOut() {
    assertThat(count(pump(), 100)).containsOnlyKeys("plant", "class/pump");
    assertThat(count(pump().take(opened("c", "seal", 1)), 100)).containsKey("item/pump/seal");
  }

  @Test
  void whatIsOlderThanTheWindowIsNotCounted() {
    PerformanceReport report = plant(example(), 34.25 + 365);

    // c1 was closed before; of c2 the case counts, its failure does not
    assertThat(report.calls().repairedInTime()).isEqualTo(1);
    assertThat(report.calls().failedFirst()).isEqualTo(1);
    assertThat(requireNonNull(report.reliability()).failures()).isEqualTo(1);
    assertThat(requireNonNull(report.reliability()).assetYears())
        .isCloseTo(365 / 365.25, within(1e-9));
  }

  @Test
  void silenceIsNoObservation() {
    MachineRecord record =
        pump()
            .take(silent(1, AlarmStatus.UNACKNOWLEDGED, true, 20, 20))
            .take(silent(2, AlarmStatus.ACKNOWLEDGED, true, 20, 25))
            .take(silent(3, AlarmStatus.NORMAL, false, 20, 30));

    assertThat(reliability(record, 100).assetYears()).isCloseTo(90 / 365.25, within(1e-9));
    assertThat(reliability(record, 100).acknowledged()).isEqualTo(1);
    assertThat(reliability(record, 100).mttaSeconds()).isEqualTo(5 * 86_400.0);
  }

  @Test
  void silenceThatComesAgainUnderItsUnacknowledgedAlarmIsAnother() {
    MachineRecord record =
        pump()
            .take(silent(1, AlarmStatus.UNACKNOWLEDGED, true, 20, 20))
            .take(silent(2, AlarmStatus.RETURNED_UNACKNOWLEDGED, false, 20, 21))
            .take(silent(3, AlarmStatus.UNACKNOWLEDGED, true, 20, 50))
            .take(silent(4, AlarmStatus.ACKNOWLEDGED, true, 20, 55))
            .take(silent(5, AlarmStatus.NORMAL, false, 20, 80));

    assertThat(reliability(record, 100).assetYears()).isCloseTo(69 / 365.25, within(1e-9));
  }

  @Test
  void aMachineThatIsTakenAwayIsObservedNoMore() {
    MachineRecord gone = pump().retire(day(40));
    assertThat(reliability(gone, 100).assetYears()).isCloseTo(40 / 365.25, within(1e-9));

    MachineRecord back = gone.declare(Plant.pump(), day(70));
    assertThat(reliability(back, 100).assetYears()).isCloseTo(70 / 365.25, within(1e-9));
  }

  @Test
  void aMachineThatIsGoneIsForgottenWithTheWindow() {
    MachineRecord gone = pump().retire(day(40));

    assertThat(gone.forget(day(39)).isEmpty()).isFalse();
    assertThat(gone.forget(day(41)).isEmpty()).isTrue();
    assertThat(pump().forget(day(41)).isEmpty()).as("it is still there").isFalse();
  }

  @Test
  void withoutObservationOrCallsThereAreNoRates() {
    PerformanceReport report = plant(MachineRecord.NEW, 100);

    assertThat(report.calls().precision()).isNull();
    assertThat(report.leadTimes().quantiles()).isEmpty();
    assertThat(report.leadTimes().actionable()).isNull();
    Reliability none = requireNonNull(report.reliability());
    assertThat(none.falseCallsPerAssetYear()).isNull();
    assertThat(none.mtbfHours()).isNull();
    assertThat(none.mttrHours()).isNull();
    assertThat(none.mttaSeconds()).isNull();
  }

  private static AlarmEvent silent(
      int revision, AlarmStatus status, boolean active, double raised, double time) {
    Instant raisedAt = day(raised);
    return new AlarmEvent(
        "s#" + revision,
        "s",
        revision,
        Plant.PUMP,
        null,
        null,
        AlarmCondition.SILENT,
        status,
        active,
        Priority.LOW,
        raisedAt,
        day(time),
        "nothing has come",
        "millwright",
        Origin.MEASURED);
  }
}
