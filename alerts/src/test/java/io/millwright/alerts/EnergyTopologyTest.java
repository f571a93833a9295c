package io.millwright.alerts;

import static io.millwright.alerts.EnergyProcessorTest.PUMP;
import static io.millwright.alerts.EnergyProcessorTest.assessment;
import static io.millwright.alerts.EnergyProcessorTest.minute;
import static io.millwright.alerts.EnergyProcessorTest.scan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.LedgerEntry.Evidence;
import io.millwright.runtime.config.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From scans and assessments, through the whole topology, to the ledger. */
class EnergyTopologyTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");
  private static final int DAY = 24 * 60;
  private static final String FROM = "north/pump-7@" + minute(DAY + 1);
  private static final LedgerRules RULES =
      Configuration.parse(
          """
          energy: {longestGap: 5m, healthy: 24h}
          costs: {currency: EUR, declaredBy: p.lanner, energyPerKwh: 0.2}
          """,
          LedgerRules.class);

  private final TopologyTestDriver driver;

  EnergyTopologyTest(@TempDir Path directory) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "energy-test");
    p.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver =
        new TopologyTestDriver(AlertsTopology.build(Plant.config("energy-test", RULES)), p, WALL);
    input(Topics.ASSETS).pipeInput(Plant.PUMP, PUMP, WALL);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private <V> TestInputTopic<AssetId, V> input(Topic<AssetId, V> topic) {
    return driver.createInputTopic(
        topic.name(),
        topic.keyCodec().get().serde().serializer(),
        topic.valueCodec().get().serde().serializer());
  }

  private <V> Map<String, @Nullable V> told(Topic<String, V> topic) {
    return driver
        .createOutputTopic(
            topic.name(),
            topic.keyCodec().get().serde().deserializer(),
            topic.valueCodec().get().serde().deserializer())
        .readKeyValuesToMap();
  }

  private void run(int from, int to) {
    var scans = input(Topics.SCALAR);
    var assessments = input(Topics.ASSESSMENTS);
    for (int i = from; i <= to; i++) {
      scans.pipeInput(Plant.PUMP, scan(i, i <= DAY ? 10 : 12), WALL);
      assessments.pipeInput(Plant.PUMP, assessment(i), WALL);
    }
  }

  @Test
  void tenKilowattHoursTooMuchAreBookedAtTheirPrice() {
    run(0, DAY + 301);

    EnergyUse use = requireNonNull(told(Topics.ENERGY).get(FROM));
    assertThat(use.excessKwh()).isEqualTo(10, within(1e-9));
    LedgerEntry entry = requireNonNull(told(Topics.SAVINGS).get("energy:" + FROM));
    assertThat(entry.kind()).isEqualTo(LedgerEntry.Kind.ENERGY_WASTED);
    assertThat(entry.amount()).isEqualTo(-2.0);
    assertThat(entry.revision()).isEqualTo(5);
    assertThat(entry.bookedAt()).isEqualTo(minute(DAY + 301));
    assertThat(entry.evidence()).containsExactly(new Evidence("energy", FROM));
  }

  @Test
  void whatIsDeliveredAgainTellsNothing() {
    run(0, DAY + 301);
    told(Topics.ENERGY);
    told(Topics.SAVINGS);
    run(DAY + 200, DAY + 301);

    assertThat(told(Topics.ENERGY)).isEmpty();
    assertThat(told(Topics.SAVINGS)).isEmpty();
  }

  @Test
  void aReportedRepairEndsTheAccount() {
    run(0, DAY + 91);
    input(Topics.MAINTENANCE_REPORTS)
        .pipeInput(
            Plant.PUMP,
            new MaintenanceReport(
                "r-1",
                Plant.PUMP,
                "bearing",
                null,
                null,
                MaintenanceReport.Outcome.REPAIRED,
                "bearing replaced",
                minute(DAY + 91),
                "fitter"),
            WALL);
    run(DAY + 92, DAY + 301);

    EnergyUse use = requireNonNull(told(Topics.ENERGY).get(FROM));
    assertThat(use.degradedHours()).isEqualTo(1.5);
    assertThat(requireNonNull(told(Topics.SAVINGS).get("energy:" + FROM)).amount()).isEqualTo(-0.6);
  }
}
