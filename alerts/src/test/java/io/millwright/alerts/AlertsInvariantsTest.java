package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.millwright.alerts.alarm.AlarmBoard;
import io.millwright.alerts.watch.AssetBook;
import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.alerts.watch.Progress;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, in whatever order, with redelivery and restarts, some things always hold. */
class AlertsInvariantsTest {
  private static final int EVENTS = 250_000; // with four seeds a million
  private static final int FEW = 12_000;

  /** How far a reader may be set back. */
  private static final int REWOUND = 12;

  private final AssetWatch watch = new AssetWatch(Plant.rules());
  private final ToldSoFar told = new ToldSoFar();
  private final List<Object> everything = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void invariantsHoldUnderRedeliveryAndRestart(long seed) {
    play(seed, EVENTS, AlertsInvariantsTest::restarted, null);

    assertThat(told.cases.size()).isGreaterThan(500);
    assertThat(told.orders.size()).isGreaterThan(300);
    assertThat(told.alarms.size()).isGreaterThan(200);
  }

  @Test
  void restartsAndRedeliveryTellTheSameAsNone() {
    play(13, FEW, AlertsInvariantsTest::restarted, everything);
    List<Object> undisturbed = new ArrayList<>();
    new AlertsInvariantsTest().play(13, FEW, null, undisturbed);

    assertThat(everything).isEqualTo(undisturbed);
    assertThat(everything).hasSizeGreaterThan(1000);
  }

  /** Stores that forget, one thing each: if that went unnoticed, so would a real loss. */
  @ParameterizedTest
  @EnumSource
  void aRestartThatForgetsIsNoticed(Forgets what) {
    assertThatThrownBy(() -> play(5, EVENTS, what.restart, null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(what.noticed);
  }

  private enum Forgets {
    ALARMS(
        "and it does not",
        s -> new AssetState(s.progress(), book(s, AlarmBoard.EMPTY, s.book().cases()))),
    CASES(
        "told otherwise what is open", s -> new AssetState(s.progress(), book(s, null, List.of()))),
    ANSWERED("told twice", s -> new AssetState(s.progress(), unanswered(s.book()))),
    PROGRESS("changes the state", s -> new AssetState(Progress.NONE, s.book()));

    final String noticed;
    final UnaryOperator<AssetState> restart;

    Forgets(String noticed, UnaryOperator<AssetState> restart) {
      this.noticed = noticed;
      this.restart = restart;
    }

    private static AssetBook book(AssetState s, @Nullable AlarmBoard alarms, List<Advisory> cases) {
      AssetBook b = s.book();
      return new AssetBook(
          alarms == null ? b.alarms() : alarms,
          cases,
          b.orders(),
          b.closedAt(),
          b.quietUntil(),
          b.answered(),
          b.suspension(),
          b.toldLife(),
          b.falseCalls());
    }

    private static AssetBook unanswered(AssetBook b) {
      return new AssetBook(
          b.alarms(),
          b.cases(),
          b.orders(),
          b.closedAt(),
          b.quietUntil(),
          List.of(),
          b.suspension(),
          b.toldLife(),
          b.falseCalls());
    }
  }

  @Test
  void whatIsToldFitsThePublishedSchemas() throws IOException {
    play(21, FEW, null, everything);

    int checked = 0;
    Map<String, JsonSchema> schemas = new HashMap<>();
    for (int i = 0; i < everything.size() && checked < 600; i++) {
      Object value = everything.get(i);
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

  /**
   * The same seed gives the same records; disturbances are drawn from another source.
   *
   * @param restart what a restart makes of the state of an asset; null for no disturbances
   * @param all collects what is told; null if nobody wants it
   */
  private void play(
      long seed,
      int events,
      @Nullable UnaryOperator<AssetState> restart,
      @Nullable List<Object> all) {
    RandomRecords records = new RandomRecords(seed, watch);
    Random disturbance = new Random(~seed);
    Map<AssetId, AssetState> states = new HashMap<>();
    Map<AssetId, Deque<RandomRecords.Next>> recent = new HashMap<>();
    for (int n = 0; n < events; n++) {
      RandomRecords.Next record = records.next();
      AssetId id = record.assetId();
      AssetState before = states.getOrDefault(id, AssetState.NEW);
      if (restart != null && disturbance.nextInt(40) == 0) {
        before = restart.apply(before);
      }
      Decision decision = record.decide().apply(before);
      note(record, decision, all);
      AssetState after = decision.state();
      if (restart != null && disturbance.nextInt(10) == 0) {
        after = redelivered(recent.getOrDefault(id, new ArrayDeque<>()), after, all);
        after = redelivered(record.inTopic() ? List.of(record) : List.of(), after, all);
      }
      states.put(id, after);
      Deque<RandomRecords.Next> kept = recent.computeIfAbsent(id, key -> new ArrayDeque<>());
      if (record.inTopic()) {
        kept.add(record);
      }
      if (kept.size() > REWOUND) {
        kept.remove();
      }
    }
  }

  /** A reader that is set back sees the same records once more. */
  private AssetState redelivered(
      Collection<RandomRecords.Next> records, AssetState state, @Nullable List<Object> all) {
    for (RandomRecords.Next record : records) {
      Decision again = record.decide().apply(state);
      note(record, again, all);
      if (!again.state().equals(state)) {
        throw new AssertionError("redelivery changes the state: " + record);
      }
    }
    return state;
  }

  private void note(RandomRecords.Next record, Decision decision, @Nullable List<Object> all) {
    told.note(record, decision);
    if (all != null) {
      all.addAll(decision.alarms());
      all.addAll(decision.cases());
      all.addAll(decision.orders());
      all.addAll(decision.events());
      all.addAll(decision.replies());
    }
  }

  private static AssetState restarted(AssetState state) {
    return new AssetState(
        StateCodecs.progress().decode(StateCodecs.progress().encode(state.progress())),
        StateCodecs.book().decode(StateCodecs.book().encode(state.book())));
  }
}
