package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.metrics.Meter;
import io.millwright.runtime.service.Health;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A console with something to say on everything that can be asked. */
final class ConsoleExample implements AutoCloseable {

  /** The machine that everything is about. */
  static final String ASSET = "north/blower-1";

  private final TestConsole console =
      new TestConsole()
          .lags(() -> List.of(new GroupLag("millwright-streams", 1, 7)))
          .parts(() -> Map.of("broker", Health.UP))
          .plant(new RecordingPlantEditor());
  private final InMemoryFleetFeed feed = console.feed;
  private final InMemoryHistoryStore history = console.history;
  private final String token = console.token("all", Role.values());

  /** What a parameter is asked with where it must be given. */
  private static final Map<String, String> VALUES =
      Map.of(
          "asset",
          ASSET,
          "id",
          ASSET,
          "point",
          "de",
          "channel",
          "x",
          "feature",
          FeatureSchemas.VIBRATION.featureNames().get(0));

  /** Where an operation needs something else. */
  private static final Map<String, Map<String, String>> OTHERWISE =
      Map.of(
          "/api/v1/trends/readings",
          Map.of("asset", "north/pump-1", "point", "flow"),
          "/api/v1/trends/readings.csv",
          Map.of("asset", "north/pump-1", "point", "flow"),
          "/api/v1/data-quality/<id>",
          Map.of("id", "north/pump-1"),
          "/api/v1/plant/bearings",
          Map.of("designation", "6309"),
          "/api/v1/plant/bearings/orders",
          Map.of("bpfo", "3.037", "bpfi", "4.963", "pitchDiameterMm", "72.5"),
          "/api/v1/cases/<id>/evidence",
          Map.of("id", HistoryExamples.openCase(ASSET, T0).caseId()),
          "/api/v1/commands/<id>",
          Map.of("id", "wish"));

  void open() {
    Asset blower = HistoryExamples.withSignals(ASSET);
    FeatureSchema schema = FeatureSchemas.VIBRATION;
    HistoryBatch batch = history.newBatch();
    batch.features(
        schema, HistoryExamples.features(blower, T0, new float[schema.featureNames().size()]));
    batch.assessment(HistoryExamples.assessment(ASSET, T0, 2.5, 31, 20));
    batch.alarm(HistoryExamples.alarm(ASSET, T0, 1, AlarmStatus.UNACKNOWLEDGED));
    Asset pump = HistoryExamples.asset("north/pump-1", "flow");
    batch.scan(pump, HistoryExamples.scan(pump, T0, 12.5));
    batch.commit();
    short[] counts = new short[1_024];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (short) (i * i % 997);
    }
    for (BlockSeries.Kind kind : BlockSeries.Kind.values()) {
      BlockSeries series = new BlockSeries(blower.id(), "de", "x", kind);
      history
          .blocks()
          .write(
              List.of(
                  new SignalBlock(series, T0.minusSeconds(60), 1_024, 0.1, 1_480.0, counts),
                  new SignalBlock(series, T0, 1_024, 0.1, null, counts)));
    }
    feed.add(view -> view.declare(pump));
    feed.add(view -> view.declare(blower));
    feed.add(view -> view.assess(HistoryExamples.severe(blower, T0)));
    feed.add(view -> view.alarm(HistoryExamples.alarm(ASSET, T0, 1, AlarmStatus.UNACKNOWLEDGED)));
    feed.add(view -> view.advise(HistoryExamples.openCase(ASSET, T0)));
    feed.add(view -> view.order(HistoryExamples.order(ASSET, T0)));
    RootCase root = HistoryExamples.rootCase(ASSET, T0, 3, RootCase.Status.OPEN, "low");
    feed.add(view -> view.keep(Topics.ROOT_CASES, root.rootCaseId(), root));
    for (var topic : FleetSnapshot.PLANT) {
      if (!topic.equals(Topics.ROOT_CASES)) {
        feed.add(view -> view.keep(topic, "one", example(topic)));
      }
    }
    feed.add(view -> view.log(Topics.REJECTED, "1", T0, HistoryExamples.rejected(pump, T0)));
    AuditEntry entry =
        new AuditEntry("a", T0, "ann", "PLANNER", "APPROVE_ORDER", "wo", "due", true);
    feed.add(view -> view.log(Topics.AUDIT, "0-1", T0, entry));
    work();
    ModelRelease release =
        new ModelRelease(
            "rul", "1a2b3c4d", "ab12", ModelRole.SHADOW, "pump", 0, T0, "dana", "to compare");
    feed.add(view -> view.keep(Topics.MODELS, release.key(), release));
    feed.add(
        view ->
            ModelsApi.keepEvaluation(
                view,
                new ModelEvaluation(
                    "rul", "1a2b3c4d", "0", T0, T0.plusSeconds(60), 5, Map.of("x", 0.5))));
    feed.add(
        view ->
            ModelsApi.keepDecision(
                view, new GateDecision("rul", "1a2b3c4d", T0, GateDecision.Outcome.HOLD, "seen")));
    console.open();
    await().until(() -> get("api/v1/assets").body().contains(ASSET));
  }

  private void work() {
    for (var topic : List.of(Topics.NOTIFICATIONS, Topics.UNDELIVERED_NOTIFICATIONS)) {
      feed.add(view -> view.log(topic, "0-0", T0, (Notification) example(topic)));
    }
    CommandStatus done = new CommandStatus("wish", T0, CommandStatus.Outcome.DONE, "1 alarm");
    feed.add(view -> view.log(Topics.COMMAND_STATUS, "0-0", T0, done));
    for (String kpi : List.of("rate", "average")) {
      console.metrics.gauge(
          () -> new Meter.Definition("millwright.alarm.kpi." + kpi, kpi, "alarms"),
          () -> 1,
          "position",
          "plant");
    }
  }

  List<Operation> operations() {
    return console.running().operations();
  }

  /** A request that an operation can answer. */
  String example(Operation operation) {
    Map<String, String> special = OTHERWISE.getOrDefault(operation.path(), Map.of());
    String path = operation.path().substring(1);
    for (Parameter p : operation.parameters()) {
      if (inPath(operation, p)) {
        path = path.replaceAll("[<{]" + p.name() + "[>}]", value(p, special));
      }
    }
    String query =
        operation.parameters().stream()
            .filter(p -> p.required() && !inPath(operation, p))
            .map(p -> p.name() + "=" + URLEncoder.encode(value(p, special), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static boolean inPath(Operation operation, Parameter parameter) {
    return operation.path().matches(".*[<{]" + parameter.name() + "[>}].*");
  }

  private static Record example(Topic<?, ?> topic) {
    return CloudEventExamples.all().values().stream()
        .filter(record -> topic.type().isInstance(record))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no example for " + topic.name()));
  }

  private static String value(Parameter parameter, Map<String, String> special) {
    String value = special.getOrDefault(parameter.name(), VALUES.get(parameter.name()));
    if (value == null) {
      throw new IllegalStateException("no example of parameter " + parameter.name());
    }
    return value;
  }

  HttpResponse<String> get(String path) throws Exception {
    return console.get(path, token);
  }

  @Override
  public void close() {
    console.close();
  }
}
