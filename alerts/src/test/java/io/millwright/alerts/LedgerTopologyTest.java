package io.millwright.alerts;

import static io.millwright.alerts.Plant.hour;
import static io.millwright.alerts.Plant.suspects;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Evidence;
import io.millwright.contracts.ledger.LedgerEntry.Kind;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From assessments and reports, through the whole topology, to the ledger. */
class LedgerTopologyTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");
  private static final LedgerRules RULES =
      Configuration.parse(
          """
          planningTime: 24h
          costs:
            currency: EUR
            declaredBy: p.lanner
            platformPerMonth: 100
            inspectionHours: 2
            inspectionRate: 50
            failureProbability: {urgent: 0.5, high: 0.5, medium: 0.5}
            failures:
              - {downtimeHours: 10, costPerHour: 100, correctiveRepair: 500}
              - {equipmentClass: pump, criticality: b, plannedRepair: 200}
          """,
          LedgerRules.class);

  private final Metrics metrics = new Metrics();
  private final TopologyTestDriver driver;

  LedgerTopologyTest(@TempDir Path directory) {
    AlertsCounters counters = new AlertsCounters(metrics);
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "ledger-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    AlertsConfig config = Plant.config("ledger-test", RULES);
    driver = new TopologyTestDriver(AlertsTopology.build(config, counters), p, WALL);
    send(Topics.ASSETS, Plant.pump());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> void send(Topic<AssetId, V> topic, V value) {
    driver
        .createInputTopic(
            topic.name(),
            topic.keyCodec().get().serde().serializer(),
            topic.valueCodec().get().serde().serializer())
        .pipeInput(Plant.PUMP, value, WALL);
  }

  private <V> Map<String, @Nullable V> told(Topic<String, V> topic) {
    return driver
        .createOutputTopic(
            topic.name(),
            topic.keyCodec().get().serde().deserializer(),
            topic.valueCodec().get().serde().deserializer())
        .readKeyValuesToMap();
  }

  private void alarmed(int from, int to) {
    for (int h = from; h < to; h++) {
      send(Topics.ASSESSMENTS, suspects(h, HealthState.ALARM, "bearing"));
    }
  }

  @Test
  void aRepairIsAnEntryWithItsEvidenceAndARightCall() {
    alarmed(0, 10);
    send(Topics.MAINTENANCE_REPORTS, Plant.report("r-1", 50, Outcome.REPAIRED));
    driver.advanceWallClockTime(Duration.ofSeconds(30));

    Map<String, @Nullable LedgerEntry> savings = told(Topics.SAVINGS);
    assertThat(savings).hasSize(2).containsKey("platform:2026-01");
    LedgerEntry entry =
        requireNonNull(
            savings.values().stream()
                .filter(e -> e != null && e.kind() == Kind.AVOIDED_FAILURE)
                .findFirst()
                .orElse(null));
    assertThat(entry.amount()).isEqualTo(0.5 * (10 * 100 + 500) - 200);
    assertThat(entry.bookedAt()).isEqualTo(hour(50));
    String caseId = entry.entryId().substring("case:".length());
    assertThat(entry.evidence())
        .containsExactly(
            new Evidence("case", caseId),
            new Evidence("report", "r-1"),
            new Evidence("order", "order:" + caseId));

    PerformanceReport plant = requireNonNull(told(Topics.PERFORMANCE).get("plant"));
    assertThat(plant.calls().precision()).isEqualTo(Share.of(1, 1));
    assertThat(plant.leadTimes().actionable()).isEqualTo(Share.of(1, 1));
    assertThat(requireNonNull(plant.reliability()).assets()).isEqualTo(1);
    assertThat(metrics.scrape())
        .contains("millwright_ledger_precision_ratio 1.0")
        .contains("millwright_ledger_net_currency " + (550.0 - 100))
        .contains("millwright_ledger_not_valued_entries 0.0");
  }

  @Test
  void whatAnInspectionDidNotFindAndFailedThenIsNoFalseCall() {
    alarmed(0, 10);
    send(Topics.MAINTENANCE_REPORTS, Plant.report("r-1", 50, Outcome.NOTHING_FOUND));
    assertThat(told(Topics.SAVINGS).values())
        .singleElement()
        .matches(
            e -> e != null && e.kind() == Kind.FALSE_CALL && Objects.equals(e.amount(), -100.0));

    send(
        Topics.MAINTENANCE_REPORTS,
        new MaintenanceReport(
            "r-2",
            Plant.PUMP,
            "bearing",
            null,
            null,
            Outcome.REPAIRED,
            "cage broken",
            hour(104),
            "fitter",
            hour(100)));
    driver.advanceWallClockTime(Duration.ofSeconds(30));

    assertThat(told(Topics.SAVINGS).values())
        .extracting(e -> requireNonNull(e).kind())
        .containsExactlyInAnyOrder(
            Kind.INSPECTION_MISSED, Kind.FAILURE_AFTER_INSPECTION, Kind.PLATFORM);
    PerformanceReport plant = requireNonNull(told(Topics.PERFORMANCE).get("plant"));
    assertThat(plant.calls().contradicted()).isEqualTo(1);
    assertThat(plant.calls().precision()).isNull();
    assertThat(requireNonNull(plant.reliability()).calledNotFound()).isEqualTo(1);
    assertThat(requireNonNull(plant.reliability()).mttrHours()).isEqualTo(4.0);
  }

  @Test
  void aTripThatNothingCalledIsMissed() {
    send(
        Topics.MACHINE_EVENTS,
        new MachineEvent(
            "t-1",
            Plant.PUMP,
            hour(5),
            MachineEventType.TRIP,
            null,
            "plc",
            "overload",
            Origin.MEASURED));
    driver.advanceWallClockTime(Duration.ofSeconds(30));

    assertThat(told(Topics.SAVINGS).get("failure:north/pump-7@" + hour(5)))
        .matches(e -> e.kind() == Kind.MISSED_FAILURE && Objects.equals(e.amount(), -1500.0));
    PerformanceReport plant = requireNonNull(told(Topics.PERFORMANCE).get("plant"));
    assertThat(requireNonNull(plant.reliability()).missedShare()).isEqualTo(Share.of(1, 1));
  }
}
