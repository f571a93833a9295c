package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.feature.FeatureSchemas;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every line that a batch makes, whatever store it is for. */
class HistoryLayoutTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  /** What a tag may be: names of the plant and closed lists, of which there are few. */
  private static final Set<String> TAGS =
      Set.of("asset", "point", "channel", "schema", "condition", "item", "status", "of");

  private final Map<String, List<String>> written = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  @Test
  void tagsNameThePlantAndNeverAnEventAnOrderOrATime() {
    HistoryBatch batch = batch(1_000);
    Asset fan = HistoryExamples.withSignals("fan-1");
    Asset pump = HistoryExamples.asset("pump-1", "flow");
    batch.scan(pump, HistoryExamples.scan(pump, T0, 1));
    float[] values = new float[FeatureSchemas.VIBRATION.featureNames().size()];
    Arrays.fill(values, 1);
    batch.features(FeatureSchemas.VIBRATION, HistoryExamples.features(fan, T0, values));
    batch.assessment(HistoryExamples.assessment("pump-1", T0, 1, 2, 3));
    batch.alarm(HistoryExamples.alarm("pump-1", T0, 1, AlarmStatus.UNACKNOWLEDGED));
    batch.advisory(HistoryExamples.openCase("pump-1", T0));
    batch.workOrder(HistoryExamples.order("pump-1", T0));
    batch.commit();

    Map<String, Set<String>> tags = new TreeMap<>();
    written
        .values()
        .forEach(
            lines ->
                lines.forEach(
                    line ->
                        tags.computeIfAbsent(measurement(line), m -> new TreeSet<>())
                            .addAll(tags(line))));

    assertThat(tags)
        .containsOnlyKeys(
            "alarms", "assessments", "cases", "features", "readings", "stale_hours", "work_orders");
    assertThat(tags.values()).allSatisfy(names -> assertThat(TAGS).containsAll(names));
    assertThat(written).containsOnlyKeys("B", "B/events", "B/hour");
    assertThat(written.get("B/events"))
        .extracting(HistoryLayoutTest::measurement)
        .containsExactly("alarms", "cases", "work_orders");
  }

  @Test
  void aTimeThatNoStoreCanHoldLeavesNoHalfLine() {
    HistoryBatch batch = batch(1_000);
    Instant never = Instant.ofEpochSecond(10_000_000_000_000L); // beyond 64 bits of microseconds
    List<Runnable> adds =
        List.of(
            () -> batch.assessment(HistoryExamples.assessment("pump-1", never, 1, 2, 3)),
            () ->
                batch.alarm(HistoryExamples.alarm("pump-1", never, 1, AlarmStatus.UNACKNOWLEDGED)),
            () -> batch.board(HistoryExamples.board(BoardMeasurement.SPARES, never)));

    adds.forEach(add -> assertThatThrownBy(add::run).isInstanceOf(ArithmeticException.class));

    assertThat(batch.points()).isZero();
    assertThat(batch.bytes()).isZero();
  }

  /** Tags of what only dashboards read, and who bounds them. */
  @Test
  void boardsHaveTagsThatThePlantOrThePlatformDeclares() {
    Set<String> declared =
        Set.of("asset", "site", "area", "class", "place", "part", "point", "channel", "currency");
    Set<String> enumerated = Set.of("reason", "scope", "kind", "status", "priority", "outcome");
    Set<String> releases = Set.of("name"); // of a scope: a class, an item or a version
    for (BoardMeasurement measurement : BoardMeasurement.values()) {
      assertThat(measurement.tags())
          .allMatch(t -> declared.contains(t) || enumerated.contains(t) || releases.contains(t));
      assertThat(measurement.fields().keySet()).doesNotContainAnyElementsOf(measurement.tags());
    }
  }

  @Test
  void aThousandEventsOfAMachineMakeNoMoreSeries() {
    SeriesGuard guard = new SeriesGuard(1_000);
    HistoryBatch batch = batch(guard);
    for (int i = 0; i < 1_000; i++) {
      Instant time = T0.plusSeconds(i);
      batch.assessment(HistoryExamples.assessment("pump-1", time, i, 50, i));
      batch.alarm(
          HistoryExamples.alarm(
              "pump-1", time, i, AlarmStatus.values()[i % AlarmStatus.values().length]));
      batch.advisory(HistoryExamples.openCase("pump-1", time));
      batch.workOrder(HistoryExamples.order("pump-1", time));
    }
    batch.commit();

    assertThat(guard.counts())
        .isEqualTo(
            Map.of(
                "assessments",
                1,
                "alarms",
                AlarmStatus.values().length,
                "cases",
                1,
                "work_orders",
                1));
  }

  @Test
  void pointsOfASeriesTooManyAreRefusedWithAReasonAndTheOthersAreWritten() {
    HistoryBatch batch = batch(3);
    Asset pump = HistoryExamples.asset("pump-1", "a", "b");
    Asset fan = HistoryExamples.asset("fan-1", "a", "b");
    for (int i = 0; i < 2; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), 1, 2));
      batch.scan(fan, HistoryExamples.scan(fan, T0.plusSeconds(i), 3, 4));
      batch.assessment(HistoryExamples.assessment("pump-" + i, T0, 1, 2, 3));
      batch.assessment(HistoryExamples.assessment("fan-" + i, T0, 1, 2, 3));
    }
    assertThat(batch.points()).isEqualTo(6 + 3);
    batch.commit();

    assertThat(refused)
        .extracting(line -> line.replaceAll(" .*", ""))
        .containsExactly(
            "readings,asset=fan-1,point=b",
            "readings,asset=fan-1,point=b",
            "assessments,asset=fan-1");
    assertThat(refused.get(0)).isEqualTo("readings,asset=fan-1,point=b v=4,q=0i " + micros(T0));
    assertThat(reasons.get(0)).contains("readings").contains("history.mostSeries");
    assertThat(written.get("B")).hasSize(9);
  }

  private HistoryBatch batch(int mostSeries) {
    return batch(new SeriesGuard(mostSeries));
  }

  private HistoryBatch batch(SeriesGuard guard) {
    return new LineProtocolBatch(
        (bucket, text, refusals) -> {
          written
              .computeIfAbsent(bucket, b -> new ArrayList<>())
              .addAll(text.toString().lines().toList());
          text.clear();
          return 0;
        },
        Placement.buckets("B"),
        (line, reason) -> {
          refused.add(line);
          reasons.add(reason);
        },
        new StaleHours(),
        guard,
        InstantSource.fixed(T0));
  }

  private static String measurement(String line) {
    return line.substring(0, line.indexOf(','));
  }

  private static Set<String> tags(String line) {
    Set<String> tags = new TreeSet<>();
    Matcher pair = Pattern.compile(",(\\w+)=((?:\\\\.|[^, ])+)").matcher(line);
    int end = line.indexOf(','); // no value of these examples holds a space before the fields
    while (pair.find(end) && pair.start() == end) {
      tags.add(pair.group(1));
      end = pair.end();
    }
    return tags;
  }

  private static long micros(Instant time) {
    return EpochMicros.of(time);
  }
}
