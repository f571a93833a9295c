package io.millwright.standalone.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.grafana.GrafanaMacros;
import io.millwright.dashboards.grafana.GrafanaQueries;
import io.millwright.dashboards.grafana.GrafanaQueries.Query;
import io.millwright.dashboards.history.DebianInflux;
import io.millwright.dashboards.history.V2WriteShim;
import io.millwright.ingest.Pace;
import io.millwright.ingest.simulation.PlantSimulation;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.standalone.Standalone;
import io.millwright.standalone.StandaloneConfig;
import io.millwright.standalone.Workload;
import io.millwright.standalone.demo.SimulatedPlantModels;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.flow.Quiescence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the shipped dashboards and alert rules, asked of a real InfluxDB that holds what a
 * real process wrote of twelve simulated days: none fails and none is empty. Skipped where Debian's
 * {@code influxd} is not on the path.
 */
class GrafanaQueriesIT {
  private static final Duration DAYS = Duration.ofDays(12);
  private static final Instant END = PlantSimulation.EPOCH.plus(DAYS);
  private static final Duration SOON = Duration.ofMinutes(3);

  @Test
  void everyQueryFindsWhatThePlatformWrote(@TempDir Path directory) throws Exception {
    Optional<Path> influxd = DebianInflux.executable();
    if (influxd.isEmpty()) {
      String reason = "no influxd on the path: apt-get install influxdb";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.err.println("GrafanaQueriesIT skipped: " + reason);
      assumeTrue(false, reason);
    }
    try (DebianInflux influx = DebianInflux.start(influxd.get(), directory)) {
      try (V2WriteShim shim = new V2WriteShim(influx.url());
          DataDirectory data = DataDirectory.open(directory.resolve("millwright"));
          Standalone standalone =
              new Standalone(
                  configuration(directory.resolve("millwright"), shim),
                  data,
                  Workload.of(
                      CompletableFuture.supplyAsync(() -> SimulatedPlantModels.train(1)),
                      PlantSimulation.lasting(1, DAYS),
                      Pace.MAX),
                  new AccessTokens(),
                  first -> {})) {
        standalone.start();
        live(standalone);
        InfluxQlAnswers answers = new InfluxQlAnswers(shim.url(), "millwright");
        assertThat(answers.problem("SELECT nothing FROM nowhere WHERE time > 0")).isPresent();
        assertThat(answers.problem("SELECT percentile(\"v\") FROM readings")).isPresent();
        List<String> open = new ArrayList<>(); // what was wrong at the last look
        try {
          await()
              .atMost(SOON)
              .pollInterval(Duration.ofSeconds(3))
              .until(
                  () -> {
                    open.clear();
                    open.addAll(problems(answers));
                    return open.isEmpty();
                  });
        } finally {
          assertThat(open).isEmpty();
        }
      }
    }
  }

  private static StandaloneConfig configuration(Path directory, V2WriteShim shim) {
    return Configuration.parse(
        """
        dataDirectory: '%s'
        kafkaPort: 0
        console: {port: 0}
        influx: {url: '%s', org: millwright, bucket: millwright, token: unused}
        metricsEvery: 1s
        # The simulated days are long ago.
        history: {retention: {raw: P0D, minute: P0D, hour: P0D, events: P0D, blocks: P0D}}
        alerts:
          rules:
            raiseFor: [measured, simulated]
            silence: {origins: [simulated], after: PT20S}
          ledger:
            every: 1s
            costs:
              currency: EUR
              declaredBy: 'the test'
              platformPerMonth: 1500
              inspectionHours: 4
              inspectionRate: 80
              failureProbability: {urgent: 0.9, high: 0.5, medium: 0.3, low: 0.1}
              failures:
                - {downtimeHours: 8, costPerHour: 1000, plannedRepair: 2000, correctiveRepair: 6000}
          notification:
            recipients: [{name: room, roles: [operator], webhook: room}]
            routes:
              - {name: all, kinds: [alarm, alert, work-order], origins: [simulated], tell: [room]}
            delivery:
              webhooks: {room: {form: generic, url: 'http://127.0.0.1:1/'}}
        """
            .formatted(directory, shim.url()),
        StandaloneConfig.class);
  }

  /** Lets the plant live, people answer, and strangers disturb. */
  private static void live(Standalone standalone) throws InterruptedException {
    try (TopicSender sender = new TopicSender(standalone.kafka())) {
      VibratingFan.run(sender, END.minus(Duration.ofHours(10)));
    }
    disturb(standalone);
    await().atMost(SOON).until(() -> latest(standalone, Topics.WORK_ORDERS, o -> true).size() >= 2);
    try (Quiescence quiescence = standalone.quiescence()) {
      quiescence.await(SOON, () -> false);
    }
    Advisory open =
        latest(
                standalone,
                Topics.ADVISORIES,
                c -> c.status() == Advisory.Status.OPEN && c.remainingLife() != null)
            .get(0);
    WorkOrder order = latest(standalone, Topics.WORK_ORDERS, o -> !o.parts().isEmpty()).get(0);
    AlarmEvent alarm =
        latest(
                standalone,
                Topics.ALARMS,
                a ->
                    a.status() == AlarmStatus.UNACKNOWLEDGED
                        && a.condition() != AlarmCondition.SILENT)
            .get(0);
    try (TopicSender sender = new TopicSender(standalone.kafka())) {
      act(sender, order.assetId(), OperatorAction.Kind.APPROVE_ORDER, order.workOrderId());
      act(sender, alarm.assetId(), OperatorAction.Kind.ACKNOWLEDGE, alarm.alarmId());
      sender.flush();
      await()
          .atMost(SOON)
          .until(() -> !latest(standalone, Topics.PART_RESERVATIONS, r -> true).isEmpty());
      report(sender, open, END.minus(Duration.ofHours(1)));
      sender.flush();
    }
  }

  /** Bytes that are no scan. */
  private static void disturb(Standalone standalone) {
    try (KafkaProducer<byte[], byte[]> stranger =
        new KafkaProducer<>(
            standalone.kafka().producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      stranger.send(
          new ProducerRecord<>(
              Topics.SCALAR.name(), "stranger".getBytes(UTF_8), new byte[] {1, 2, 3}));
      stranger.flush();
    }
  }

  private static void act(
      TopicSender sender, AssetId asset, OperatorAction.Kind kind, String target) {
    sender.send(
        Topics.OPERATOR_ACTIONS,
        asset,
        new OperatorAction(
            kind + "-1", asset, kind, target, END, "ann", "engineer", "the test wants it"));
  }

  private static void report(TopicSender sender, Advisory c, Instant failedAt) {
    sender.send(
        Topics.MAINTENANCE_REPORTS,
        c.assetId(),
        new MaintenanceReport(
            "report-1",
            c.assetId(),
            c.itemId(),
            c.caseId(),
            null,
            MaintenanceReport.Outcome.REPAIRED,
            "outer race pitted",
            END,
            "bob",
            failedAt));
  }

  /** The newest value of each key that is like that. */
  private static <K, V> List<V> latest(
      Standalone standalone, Topic<K, V> topic, Predicate<V> which) {
    try (TopicReader<K, V> reader = new TopicReader<>(standalone.kafka(), topic)) {
      return reader.newestToEnd().values().stream().filter(which).toList();
    }
  }

  /** What is wrong with any query; empty if nothing is. */
  private static List<String> problems(InfluxQlAnswers answers) {
    List<String> found = new ArrayList<>();
    for (String name : GrafanaQueries.DASHBOARDS) {
      GrafanaMacros all = range();
      boolean complete = true;
      for (Query variable : GrafanaQueries.variables(name)) {
        List<String> values = answers.values(all.apply(variable.text()));
        complete &= !values.isEmpty();
        if (values.isEmpty()) {
          found.add(variable + " finds nothing");
        }
        all.with(variable.variable(), values);
      }
      if (complete) {
        for (String tier : List.of("minute", "hour", "autogen")) {
          all.with("tier", List.of(tier));
          for (Query query : GrafanaQueries.shown(name)) {
            if (tier.equals("autogen") || query.text().contains("${tier}")) {
              answers.problem(all.apply(query.text())).ifPresent(p -> found.add(query + " " + p));
            }
          }
        }
      }
    }
    for (Query query : GrafanaQueries.alerts()) {
      answers.problem(range().apply(query.text())).ifPresent(p -> found.add(query + " " + p));
    }
    return found;
  }

  /** From the first simulated day to now, where silence and the platform's own meters are. */
  private static GrafanaMacros range() {
    return new GrafanaMacros(
        PlantSimulation.EPOCH.minus(Duration.ofDays(5)), Instant.now(), Duration.ofHours(6));
  }
}
