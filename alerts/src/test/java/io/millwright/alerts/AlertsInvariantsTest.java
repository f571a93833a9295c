package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, in whatever order, with redelivery and restarts, some things always hold. */
class AlertsInvariantsTest {
  private static final int EVENTS = 12_000;
  private static final int ASSETS = 8;
  private static final String[] ITEMS = {"bearing", "seal", ""};

  private final AssetWatch watch = new AssetWatch(Plant.rules());
  private final Map<AssetId, AssetState> states = new HashMap<>();
  private final Map<String, Advisory> cases = new HashMap<>();
  private final Map<String, WorkOrder> orders = new HashMap<>();
  private final Map<String, AlarmEvent> alarms = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Object> told = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void invariantsHoldUnderRedeliveryAndRestart(long seed) {
    play(seed, true);

    assertThat(cases.size()).isGreaterThan(20);
    assertThat(orders.size()).isGreaterThan(10);
    assertThat(alarms.size()).isGreaterThan(20);
  }

  @Test
  void restartsAndRedeliveryTellTheSameAsNone() {
    play(13, true);
    List<Object> disturbed = List.copyOf(told);
    for (var memory : List.of(states, cases, orders, alarms)) {
      memory.clear();
    }
    ids.clear();
    told.clear();

    play(13, false);

    assertThat(told).isEqualTo(disturbed);
  }

  @Test
  void whatIsToldFitsThePublishedSchemas() throws IOException {
    play(21, false);

    int checked = 0;
    Map<String, JsonSchema> schemas = new HashMap<>();
    for (int i = 0; i < told.size() && checked < 600; i++) {
      Object value = told.get(i);
      if (value instanceof AlarmEvent alarm) {
        check(schemas, "alarm", Topics.ALARMS, alarm);
      } else if (value instanceof Advisory advisory) {
        check(schemas, "advisory", Topics.ADVISORIES, advisory);
      } else if (value instanceof WorkOrder order) {
        check(schemas, "work-order", Topics.WORK_ORDERS, order);
      }
      checked++;
    }
    assertThat(schemas).containsOnlyKeys("alarm", "advisory", "work-order");
  }

  private static <V> void check(
      Map<String, JsonSchema> schemas, String name, Topic<?, V> topic, V value) throws IOException {
    if (!schemas.containsKey(name)) {
      schemas.put(name, schema(name));
    }
    String json = new String(topic.valueCodec().get().encode(value), StandardCharsets.UTF_8);
    assertThat(Objects.requireNonNull(schemas.get(name)).validate(json, InputFormat.JSON))
        .as(json)
        .isEmpty();
  }

  private static JsonSchema schema(String name) throws IOException {
    try (InputStream in =
        AlertsInvariantsTest.class.getResourceAsStream("/jsonschema/v1/" + name + ".schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              CloudEventCodec.JSON.readTree(in),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
  }

  /** The same seed gives the same events; disturbances are drawn from another source. */
  private void play(long seed, boolean disturbed) {
    Random random = new Random(seed);
    Random disturbance = new Random(~seed);
    double[] wear = new double[ASSETS];
    for (int n = 0; n < EVENTS; n++) {
      int number = random.nextInt(ASSETS);
      wear[number] = Math.max(0, wear[number] + random.nextGaussian() * 0.1 + 0.01);
      Asset asset =
          Plant.asset(
              new AssetId("pump-" + number), Criticality.values()[number % 3], Origin.MEASURED);
      Function<AssetState, Decision> event = event(random, n, asset, wear, number);
      AssetState before = states.getOrDefault(asset.id(), AssetState.NEW);
      Decision decision = event.apply(before);
      note(asset.id(), decision);
      if (disturbed && disturbance.nextInt(4) == 0) {
        Decision again = event.apply(decision.state());
        assertThat(again.state()).isEqualTo(decision.state());
        note(asset.id(), again);
      }
      if (disturbed && disturbance.nextInt(10) == 0) {
        restart(asset.id());
      }
    }
  }

  private Function<AssetState, Decision> event(
      Random random, int n, Asset asset, double[] wear, int number) {
    Instant time = Plant.START.plusSeconds(60L * n);
    int kind = random.nextInt(400);
    boolean first = random.nextBoolean();
    double vibration = 3 + 2 * wear[number] + random.nextGaussian();
    if (kind < 300) {
      HealthState health = health(random, wear[number]);
      String item = ITEMS[random.nextInt(random.nextInt(10) == 0 ? 3 : 1)];
      double probability = random.nextDouble();
      double life = Math.max(0, 120 - 60 * wear[number] + 10 * random.nextGaussian());
      return state ->
          watch.assessment(
              state,
              asset,
              Plant.assessment(
                  asset.id(),
                  time,
                  Origin.MEASURED,
                  health,
                  item.isEmpty() ? null : Plant.finding(item, probability),
                  Plant.life(life)),
              false);
    } else if (kind < 390) {
      return state ->
          watch.scan(
              state,
              watch.limits(asset),
              Plant.scan(asset.id(), time, Origin.MEASURED, 1500, vibration, 50));
    } else if (kind < 393) {
      wear[number] = 0;
      MaintenanceReport.Outcome outcome = MaintenanceReport.Outcome.values()[random.nextInt(3)];
      return state ->
          watch.report(
              state,
              asset,
              new MaintenanceReport(
                  "r-" + n, asset.id(), null, null, null, outcome, "looked", time, "fitter"));
    } else if (kind < 394) {
      return state ->
          watch.event(
              state,
              new MachineEvent(
                  "e-" + n,
                  asset.id(),
                  time,
                  MachineEventType.MAINTENANCE_PERFORMED,
                  first ? "bearing" : null,
                  "fitter",
                  "replaced",
                  Origin.MEASURED));
    }
    OperatorAction.Kind act =
        OperatorAction.Kind.values()[random.nextInt(OperatorAction.Kind.values().length)];
    return state ->
        watch.action(
            state,
            asset,
            new OperatorAction(
                "a-" + n,
                asset.id(),
                act,
                target(state, act, first),
                time,
                "p",
                "PLANNER",
                "so",
                act == OperatorAction.Kind.SHELVE ? time.plus(Duration.ofHours(3)) : null));
  }

  private static @Nullable String target(AssetState state, OperatorAction.Kind act, boolean first) {
    boolean order =
        act == OperatorAction.Kind.APPROVE_ORDER || act == OperatorAction.Kind.REJECT_ORDER;
    return order && first && !state.book().orders().isEmpty()
        ? state.book().orders().get(0).snapshot().workOrderId()
        : null;
  }

  private static HealthState health(Random random, double wear) {
    int odd = random.nextInt(50);
    if (odd == 0) {
      return HealthState.NOT_ASSESSED;
    } else if (odd == 1) {
      return HealthState.LEARNING;
    }
    double seen = wear + 0.2 * random.nextGaussian();
    return seen > 1.6 ? HealthState.ALARM : seen > 0.9 ? HealthState.DEGRADED : HealthState.HEALTHY;
  }

  private void restart(AssetId id) {
    states.computeIfPresent(
        id,
        (key, state) ->
            new AssetState(
                StateCodecs.progress().decode(StateCodecs.progress().encode(state.progress())),
                StateCodecs.book().decode(StateCodecs.book().encode(state.book()))));
  }

  private void note(AssetId id, Decision decision) {
    states.put(id, decision.state());
    decision.alarms().forEach(this::noteAlarm);
    decision.cases().forEach(this::noteCase);
    decision.orders().forEach(this::noteOrder);
    decision.events().forEach(e -> assertThat(ids.add("event " + e.id())).isTrue());
    decision.replies().forEach(r -> assertThat(ids.add("reply " + r.requestId())).isTrue());
    told.addAll(decision.alarms());
    told.addAll(decision.cases());
    told.addAll(decision.orders());
    told.addAll(decision.events());
    told.addAll(decision.replies());

    Set<String> open = new HashSet<>();
    for (Advisory c : decision.state().book().cases()) {
      assertThat(open.add(c.itemId())).as("one open case per item of %s", id).isTrue();
      assertThat(cases.get(c.caseId())).as("state is what was told").isEqualTo(c);
    }
    decision
        .state()
        .book()
        .orders()
        .forEach(
            o ->
                assertThat(orders.get(o.snapshot().workOrderId()))
                    .as("state is what was told")
                    .isEqualTo(o.snapshot()));
  }

  private void noteAlarm(AlarmEvent e) {
    assertThat(ids.add("alarm " + e.eventId())).isTrue();
    AlarmEvent before = alarms.put(e.alarmId(), e);
    assertThat(e.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
    if (before == null) {
      assertThat(e.status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    } else {
      assertThat(before.status()).as("nothing follows the end").isNotEqualTo(AlarmStatus.NORMAL);
      assertThat(e.time()).isAfterOrEqualTo(before.time());
    }
  }

  private void noteCase(Advisory c) {
    assertThat(ids.add("case " + c.caseId() + "#" + c.revision())).isTrue();
    Advisory before = cases.put(c.caseId(), c);
    assertThat(c.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
    if (before != null) {
      assertThat(before.status()).as("a closed case stays so").isEqualTo(Advisory.Status.OPEN);
      assertThat(c.priority()).isGreaterThanOrEqualTo(before.priority());
      assertThat(c.updatedAt()).isAfterOrEqualTo(before.updatedAt());
    }
  }

  private void noteOrder(WorkOrder w) {
    assertThat(ids.add("order " + w.workOrderId() + "#" + w.revision())).isTrue();
    assertThat(cases).as("no order without case").containsKey(w.caseId());
    assertThat(w.workOrderId()).as("one order a case").isEqualTo("order:" + w.caseId());
    WorkOrder before = orders.put(w.workOrderId(), w);
    assertThat(w.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
    if (before == null) {
      assertThat(w.status()).isEqualTo(WorkOrder.Status.REQUESTED);
      return;
    }
    assertThat(w.raisedAt()).isEqualTo(before.raisedAt());
    switch (before.status()) {
      case APPROVED ->
          assertThat(w.status()).isIn(WorkOrder.Status.APPROVED, WorkOrder.Status.COMPLETED);
      case WITHDRAWN -> assertThat(w.status()).isEqualTo(WorkOrder.Status.REQUESTED);
      case REJECTED, COMPLETED ->
          throw new AssertionError("order went on after " + before.status() + ": " + w);
      case REQUESTED -> {
        // Everything may follow.
      }
    }
  }
}
