package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/**
 * What every adapter of {@link HistoryStore} must do. Each test uses assets of its own, so that one
 * store serves all of them.
 */
public abstract class HistoryStoreContract extends BlockStoreContract {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final TimeRange ALL =
      new TimeRange(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));

  private static final Refusals NONE =
      (line, reason) -> {
        throw new AssertionError("refused " + line + ": " + reason);
      };

  /** Reads the data of {@link #store} as one would that keeps it so long and thinks it is then. */
  protected abstract HistoryStore reading(Retention retention, Instant now);

  @Test
  void readsBackAReadingExactly() {
    Asset pump = HistoryExamples.asset("exact/pump-1", "flow", "speed");
    HistoryBatch batch = store().newBatch();
    Instant time = T0.plusNanos(123_456_000);
    batch.scan(pump, HistoryExamples.scan(pump, time, 0.1 + 0.2, -1.0e-12));
    assertThat(batch.commit()).isZero();

    var latest =
        soon(
            () -> store().latestReadings(pump.id(), HistoryExamples.EVER),
            found -> found.size() == 2);

    assertThat(latest.get("flow")).isEqualTo(new Reading(time, 0.1 + 0.2, ChannelQuality.GOOD));
    assertThat(requireNonNull(latest.get("speed")).value()).isEqualTo(-1.0e-12);
  }

  @Test
  void keepsTheLastOfTwoWritesToTheSameSeriesAndTime() {
    Asset pump = HistoryExamples.asset("twice/pump-1", "flow");
    write(pump, HistoryExamples.scan(pump, T0, 1.0));
    write(pump, HistoryExamples.scan(pump, T0, 2.0));
    write(pump, HistoryExamples.scan(pump, T0.plusSeconds(1), 3.0));

    var trend =
        soon(
            () ->
                store()
                    .readings(
                        pump.id(),
                        "flow",
                        TimeRange.before(T0.plusSeconds(2), Duration.ofSeconds(2)),
                        2),
            t -> t.size() == 2 && t.get(0).mean() == 2.0);

    assertThat(trend).extracting(ReadingBucket::mean).containsExactly(2.0, 3.0);
    assertThat(trend).extracting(ReadingBucket::count).containsExactly(1L, 1L);
  }

  @Test
  void leavesOutChannelsWithoutAValueAndKeepsTheirQuality() {
    Asset pump = HistoryExamples.asset("absent/pump-1", "flow", "speed", "level");
    ScalarScan scan =
        HistoryExamples.scan(
            pump,
            T0,
            new double[] {Double.NaN, 7.0, 8.0},
            new byte[] {
              (byte) ChannelQuality.ABSENT.ordinal(), 0, (byte) ChannelQuality.BAD.ordinal()
            });
    write(pump, scan);

    var latest =
        soon(
            () -> store().latestReadings(pump.id(), HistoryExamples.EVER),
            found -> found.size() == 2);

    assertThat(latest).containsOnlyKeys("speed", "level");
    assertThat(requireNonNull(latest.get("level")).quality()).isEqualTo(ChannelQuality.BAD);
  }

  @Test
  void readsTheNewestReadingsWithinARange() {
    Asset pump = HistoryExamples.asset("newest/pump-1", "flow", "speed");
    write(pump, HistoryExamples.scan(pump, T0, 1, 2));
    write(pump, HistoryExamples.scan(pump, T0.plusSeconds(1), 3, Double.NaN));
    write(pump, HistoryExamples.scan(pump, T0.plusSeconds(2), 5, 6));
    TimeRange firstTwo = new TimeRange(T0, T0.plusSeconds(2));
    soon(
        () -> store().readings(pump.id(), "flow", ALL, 1),
        found -> !found.isEmpty() && found.get(0).count() == 3);

    var latest = store().latestReadings(pump.id(), firstTwo);

    assertThat(latest.get("flow"))
        .isEqualTo(new Reading(T0.plusSeconds(1), 3, ChannelQuality.GOOD));
    assertThat(latest.get("speed")).isEqualTo(new Reading(T0, 2, ChannelQuality.GOOD));
    assertThat(
            store().latestReadings(pump.id(), new TimeRange(T0.plusSeconds(3), T0.plusSeconds(9))))
        .isEmpty();
  }

  @Test
  void tellsFromWhenToWhenAMachineWasAssessedBeforeAndAfterARollUp() {
    AssetId asset = new AssetId("spans/pump-1");
    Instant first = T0.plusSeconds(10);
    Instant last = T0.plus(Duration.ofHours(5)).plusSeconds(7);
    HistoryBatch batch = store().newBatch();
    for (Instant time : List.of(first, T0.plus(Duration.ofHours(2)), last)) {
      batch.assessment(HistoryExamples.assessment(asset.value(), time, 1, 2, 3));
    }
    batch.commit();
    TimeRange all = new TimeRange(first, last.plusNanos(1_000));

    soon(() -> store().assessedRange(asset), found -> found.equals(Optional.of(all)));
    store().rollUps().finish((line, reason) -> {});
    assertThat(store().assessedRange(asset)).contains(all);
  }

  @Test
  void countsTheReadingsOfEachQualityWithinARange() {
    Asset pump = HistoryExamples.asset("quality/pump-1", "flow", "a\\b");
    byte good = (byte) ChannelQuality.GOOD.ordinal();
    byte uncertain = (byte) ChannelQuality.UNCERTAIN.ordinal();
    byte bad = (byte) ChannelQuality.BAD.ordinal();
    byte absent = (byte) ChannelQuality.ABSENT.ordinal();
    byte[][] scans = {{good, good}, {uncertain, absent}, {bad, good}, {bad, good}, {good, good}};
    for (int i = 0; i < scans.length; i++) {
      double second = scans[i][1] == absent ? Double.NaN : 2;
      write(
          pump, HistoryExamples.scan(pump, T0.plusSeconds(i), new double[] {1, second}, scans[i]));
    }
    TimeRange firstFour = new TimeRange(T0, T0.plusSeconds(4));

    var found =
        soon(
            () -> store().quality(pump.id(), firstFour),
            points -> points.stream().mapToLong(PointQuality::readings).sum() == 7);

    assertThat(found)
        .containsExactlyInAnyOrder(
            new PointQuality("flow", 1, 1, 2), new PointQuality("a\\b", 3, 0, 0));
    assertThat(store().quality(new AssetId("no/such-asset"), ALL)).isEmpty();
  }

  @Test
  void downSamplesToMinimumMeanAndMaximumPerBucket() {
    Asset pump = HistoryExamples.asset("trend/pump-1", "flow");
    HistoryBatch batch = store().newBatch();
    for (int i = 0; i < 1_000; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), i));
    }
    assertThat(batch.points()).isEqualTo(1_000);
    batch.commit();
    TimeRange range = TimeRange.before(T0.plusSeconds(1_000), Duration.ofSeconds(1_000));

    var trend =
        soon(
            () -> store().readings(pump.id(), "flow", range, 10),
            t -> t.stream().mapToLong(ReadingBucket::count).sum() == 1_000);

    assertThat(trend).hasSize(10);
    assertThat(trend.get(3))
        .isEqualTo(new ReadingBucket(T0.plusSeconds(300), 300, 349.5, 399, 100));
    assertThat(trend.get(9).max()).isEqualTo(999);
  }

  @Test
  void keepsTheFeaturesOfEveryChannelOfAFrame() {
    AssetId fan = new AssetId("features/fan-1");
    FeatureSchema schema = new FeatureSchema("vibration/1", List.of("spectrum.centroid", "crest"));
    HistoryBatch batch = store().newBatch();
    batch.features(schema, frame(fan, T0, 1.5f, 4, Float.NaN, Float.NaN));
    batch.features(schema, frame(fan, T0.plusSeconds(1), 2.5f, Float.NaN, 7, 8));
    assertThat(batch.points()).isEqualTo(3);
    assertThat(batch.commit()).isZero();
    TimeRange range = TimeRange.before(T0.plusSeconds(2), Duration.ofSeconds(2));

    var centroid =
        soon(
            () ->
                store()
                    .features(
                        new SignalFeature(fan, "de", "x", "vibration/1", "spectrum.centroid"),
                        range,
                        2),
            t -> t.size() == 2);
    var crest =
        store().features(new SignalFeature(fan, "de", "x", "vibration/1", "crest"), range, 2);
    var other =
        store().features(new SignalFeature(fan, "de", "y", "vibration/1", "crest"), range, 2);

    assertThat(centroid).extracting(ReadingBucket::mean).containsExactly(1.5, 2.5);
    assertThat(crest).extracting(ReadingBucket::max).containsExactly(4.0);
    assertThat(other).containsExactly(new ReadingBucket(T0.plusSeconds(1), 8, 8, 8, 1));
    assertThat(
            store().features(new SignalFeature(fan, "de", "z", "vibration/1", "crest"), range, 2))
        .isEmpty();
  }

  /** A frame of two channels with two features each. */
  private static FeatureVector frame(AssetId asset, Instant time, float... values) {
    return frame(asset, time, FeatureSchemas.VIBRATION, values);
  }

  private static FeatureVector frame(
      AssetId asset, Instant time, FeatureSchema schema, float... values) {
    return new FeatureVector(
        asset,
        time,
        Origin.MEASURED,
        schema.schemaId(),
        values,
        new FrameContext(
            "de",
            SignalKind.VIBRATION,
            List.of("x", "y"),
            time,
            25_600,
            25_600,
            null,
            OperatingState.RUNNING,
            List.of()));
  }

  @Test
  void beginsBucketsAtTheStartOfTheRangeAndExcludesItsEnd() {
    Asset pump = HistoryExamples.asset("range/pump-1", "flow");
    HistoryBatch batch = store().newBatch();
    for (int i = 0; i < 20; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), i));
    }
    batch.commit();
    soon(
        () -> store().readings(pump.id(), "flow", ALL, 1),
        all -> all.stream().anyMatch(bucket -> bucket.count() == 20));
    TimeRange range = new TimeRange(T0.plusSeconds(3), T0.plusSeconds(13));

    var trend = store().readings(pump.id(), "flow", range, 2);

    assertThat(trend)
        .containsExactly(
            new ReadingBucket(T0.plusSeconds(3), 3, 5, 7, 5),
            new ReadingBucket(T0.plusSeconds(8), 8, 10, 12, 5));
  }

  @Test
  void findsNothingForAnUnknownAssetOrPoint() {
    AssetId unknown = new AssetId("no/such-asset");
    assertThat(store().readings(unknown, "flow", ALL, 10)).isEmpty();
    assertThat(store().latestReadings(unknown, HistoryExamples.EVER)).isEmpty();
    assertThat(store().assessments(unknown, ALL, 10)).isEmpty();
    assertThat(store().assessedRange(unknown)).isEmpty();
    assertThat(store().alarms(unknown, ALL, 10)).isEmpty();
  }

  @Test
  void takesAnyPointIdThatAPlantCanDeclare() {
    String[] names = {"a b", "a,b", "a=b", "a'b", "a\"b", "a\\", "100 %", "größe", "x\ny", "$1"};
    Asset odd = HistoryExamples.asset("odd/é:asset_1", names);
    write(odd, HistoryExamples.scan(odd, T0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

    var latest =
        soon(
            () -> store().latestReadings(odd.id(), HistoryExamples.EVER),
            found -> found.size() == 10);

    assertThat(latest).containsOnlyKeys(names);
    for (int i = 0; i < names.length; i++) {
      assertThat(store().readings(odd.id(), names[i], ALL, 1)).as(names[i]).hasSize(1);
      assertThat(store().readings(odd.id(), names[i], ALL, 1).get(0).mean()).isEqualTo(i);
    }
  }

  @Test
  void readsBackTheLatestAssessmentOfEachAsset() {
    Assessment first = HistoryExamples.assessment("latest/a", T0, 0.5, 90.0, 120);
    Assessment second = HistoryExamples.assessment("latest/a", T0.plusSeconds(60), 2.5, 40.0, 60);
    Assessment other = HistoryExamples.notAssessed("latest/b", T0);
    HistoryBatch batch = store().newBatch();
    batch.assessment(first);
    batch.assessment(second);
    batch.assessment(other);
    batch.commit();

    var latest =
        soon(
            () -> store().latestAssessments(),
            found ->
                found.containsKey(other.assetId())
                    && found.containsKey(second.assetId())
                    && requireNonNull(found.get(second.assetId())).time().equals(second.time()));

    AssessmentSample a = requireNonNull(latest.get(second.assetId()));
    assertThat(a.anomalyScore()).isEqualTo(2.5);
    assertThat(a.healthIndex()).isEqualTo(40.0);
    assertThat(a.state()).isEqualTo(second.health().state());
    assertThat(a.operatingState()).isEqualTo(second.operatingState());
    assertThat(a.origin()).isEqualTo(second.origin());
    assertThat(a.reason()).isEqualTo(second.health().reason());
    assertThat(a.remainingLife()).isEqualTo(second.prognosis().remainingLife());
    assertThat(a.contributions()).isEqualTo(second.detection().contributions());
    AssessmentSample b = requireNonNull(latest.get(other.assetId()));
    assertThat(b.anomalyScore()).isNaN();
    assertThat(b.healthIndex()).isNaN();
    assertThat(b.remainingLife()).isNull();
    assertThat(b.state()).isEqualTo(HealthState.NOT_ASSESSED);
  }

  @Test
  void downSamplesAssessmentsKeepingTheWorstScoreAndTheLastState() {
    HistoryBatch batch = store().newBatch();
    for (int i = 0; i < 100; i++) {
      batch.assessment(
          i % 2 == 0
              ? HistoryExamples.assessment("fan/a", T0.plusSeconds(i), i, 100 - i, 200 - i)
              : HistoryExamples.notAssessed("fan/a", T0.plusSeconds(i)));
    }
    batch.commit();
    AssetId asset = new AssetId("fan/a");
    TimeRange range = new TimeRange(T0, T0.plusSeconds(100));

    var trend =
        soon(
            () -> store().assessments(asset, range, 5),
            t -> t.stream().mapToLong(AssessmentBucket::count).sum() == 100);

    assertThat(trend).hasSize(5);
    AssessmentBucket second = trend.get(1);
    assertThat(second.time()).isEqualTo(T0.plusSeconds(20));
    assertThat(second.count()).isEqualTo(20);
    assertThat(second.maxScore()).isEqualTo(38);
    assertThat(second.meanHealth()).isCloseTo(71, within(1e-9));
    assertThat(second.lifeMedian()).isCloseTo(171, within(1e-9));
    assertThat(second.lifeLower()).isLessThan(second.lifeMedian());
    assertThat(second.lifeUpper()).isGreaterThan(second.lifeMedian());
    assertThat(second.state()).isEqualTo(HealthState.NOT_ASSESSED);
    assertThat(store().assessedRange(asset))
        .contains(new TimeRange(T0, T0.plusSeconds(99).plusNanos(1_000)));
  }

  @Test
  void tellsABucketWithoutScoresFromOneWithZero() {
    HistoryBatch batch = store().newBatch();
    batch.assessment(HistoryExamples.notAssessed("stopped/a", T0));
    batch.commit();

    var trend =
        soon(
            () -> store().assessments(new AssetId("stopped/a"), ALL, 1), found -> !found.isEmpty());

    assertThat(trend.get(0).maxScore()).isNaN();
    assertThat(trend.get(0).lifeMedian()).isNaN();
    assertThat(trend.get(0).count()).isEqualTo(1);
  }

  @Test
  void readsBackAlarmTransitionsCasesAndOrdersWhole() {
    AlarmEvent raised = HistoryExamples.alarm("whole/a", T0, 1, AlarmStatus.UNACKNOWLEDGED);
    AlarmEvent known =
        HistoryExamples.alarm("whole/a", T0.plusSeconds(5), 2, AlarmStatus.ACKNOWLEDGED);
    AlarmEvent gone = HistoryExamples.alarm("whole/a", T0.plusSeconds(5), 3, AlarmStatus.NORMAL);
    Advisory open = HistoryExamples.openCase("whole/a", T0);
    WorkOrder order = HistoryExamples.order("whole/a", T0.plusSeconds(9));
    HistoryBatch batch = store().newBatch();
    batch.alarm(raised);
    batch.alarm(known);
    batch.alarm(gone);
    batch.advisory(open);
    batch.workOrder(order);
    assertThat(batch.commit()).isZero();
    AssetId asset = raised.assetId();

    var alarms = soon(() -> store().alarms(asset, ALL, 10), found -> found.size() == 3);
    var cases = soon(() -> store().cases(asset, ALL, 10), found -> !found.isEmpty());
    var orders = soon(() -> store().workOrders(asset, ALL, 10), found -> !found.isEmpty());

    assertThat(alarms).containsExactly(raised, known, gone);
    assertThat(cases).containsExactly(open);
    assertThat(orders).containsExactly(order);
    assertThat(store().alarms(asset, ALL, 1)).containsExactly(gone);
  }

  @Test
  void writingTheSameBatchAgainChangesNothing() {
    Asset pump = HistoryExamples.asset("again/pump-1", "flow");
    for (int repeat = 0; repeat < 2; repeat++) {
      HistoryBatch batch = store().newBatch();
      for (int i = 0; i < 50; i++) {
        batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), i));
        batch.assessment(HistoryExamples.assessment("again/pump-1", T0.plusSeconds(i), 1, 50, 9));
      }
      batch.alarm(HistoryExamples.alarm("again/pump-1", T0, 1, AlarmStatus.UNACKNOWLEDGED));
      batch.commit();
    }
    Asset marker = HistoryExamples.asset("again/marker", "flow");
    write(marker, HistoryExamples.scan(marker, T0, 1));
    soon(
        () -> store().latestReadings(marker.id(), HistoryExamples.EVER), found -> !found.isEmpty());

    assertThat(store().readings(pump.id(), "flow", ALL, 1).get(0).count()).isEqualTo(50);
    var said = soon(() -> store().assessments(pump.id(), ALL, 1), found -> !found.isEmpty());
    assertThat(said.get(0).count()).isEqualTo(50);
    var alarms = soon(() -> store().alarms(pump.id(), ALL, 10), found -> !found.isEmpty());
    assertThat(alarms).hasSize(1);
  }

  /** Every measurement that only dashboards read, with all of its tags and fields. */
  @Test
  void keepsWhatOnlyDashboardsRead() {
    HistoryBatch batch = store().newBatch();
    Map<BoardMeasurement, BoardPoint> written = new EnumMap<>(BoardMeasurement.class);
    for (BoardMeasurement measurement : BoardMeasurement.values()) {
      BoardPoint point = example(measurement, "board", 0.1 + 0.2);
      written.put(measurement, point);
      batch.board(example(measurement, "board", -1)); // of the same series and time: replaced
      assertThat(batch.commit()).as("%s", measurement).isZero();
      batch.board(point);
      assertThat(batch.points()).isEqualTo(1);
      assertThat(batch.commit()).as("%s", measurement).isZero();
    }
    for (BoardMeasurement measurement : BoardMeasurement.values()) {
      TimeRange range = new TimeRange(T0, T0.plusNanos(1_000));
      List<BoardPoint> found =
          soon(
              () -> store().board(measurement, range),
              all -> all.stream().anyMatch(p -> p.equals(written.get(measurement))));
      assertThat(found.stream().filter(p -> p.tags().containsValue("board a, b=c \\%")))
          .as("%s", measurement)
          .hasSize(1);
      assertThat(store().board(measurement, TimeRange.before(T0, Duration.ofDays(1)))).isEmpty();
    }
  }

  @Test
  void leavesOutWhatABoardDoesNotSay() {
    HistoryBatch batch = store().newBatch();
    BoardPoint point =
        BoardPoint.of(BoardMeasurement.SCANS, T0)
            .tag("asset", "sparse/a")
            .count("good", 7)
            .number("delay", Double.NaN)
            .end();
    batch.board(point);
    assertThat(batch.commit()).isZero();

    var found =
        soon(
            () ->
                store().board(BoardMeasurement.SCANS, ALL).stream()
                    .filter(p -> "sparse/a".equals(p.tags().get("asset")))
                    .toList(),
            all -> !all.isEmpty());

    assertThat(found).containsExactly(point);
  }

  private static BoardPoint example(BoardMeasurement measurement, String name, double number) {
    BoardPoint.Builder point = BoardPoint.of(measurement, T0);
    measurement.tags().forEach(tag -> point.tag(tag, name + " a, b=c \\%"));
    measurement
        .fields()
        .forEach(
            (field, type) -> {
              switch (type) {
                case NUMBER -> point.number(field, number);
                case COUNT -> point.count(field, number < 0 ? 1 : 1L << 40);
                case TEXT -> point.text(field, "\"größe\", \\ " + number);
                case FLAG -> point.flag(field, number > 0);
              }
            });
    return point.end();
  }

  @Test
  void readsManyPointsAtOnce() {
    Asset pump = HistoryExamples.asset("many/pump-1", "flow", "a b", "speed");
    write(pump, HistoryExamples.scan(pump, T0, 1, 2, 3));
    write(pump, HistoryExamples.scan(pump, T0.plusSeconds(5), 4, 5, Double.NaN));
    TimeRange range = TimeRange.before(T0.plusSeconds(10), Duration.ofSeconds(10));

    var all =
        soon(
            () -> store().readings(pump.id(), List.of(), range, 2),
            found -> found.size() == 3 && found.getOrDefault("flow", List.of()).size() == 2);
    var some = store().readings(pump.id(), List.of("a b", "speed", "no such"), range, 2);

    assertThat(all).containsOnlyKeys("flow", "a b", "speed");
    assertThat(all.get("flow"))
        .containsExactly(
            new ReadingBucket(T0, 1, 1, 1, 1), new ReadingBucket(T0.plusSeconds(5), 4, 4, 4, 1));
    assertThat(some).containsOnlyKeys("a b", "speed");
    assertThat(some.get("speed")).containsExactly(new ReadingBucket(T0, 3, 3, 3, 1));
  }

  @Test
  void rollsUpWithTheLeastTheGreatestAndTheWeightedMean() {
    Asset pump = HistoryExamples.asset("rolled/pump-1", "flow");
    HistoryBatch batch = store().newBatch();
    // 90 minutes, a reading every 7 s: minutes hold 8 or 9 readings.
    long n = 90 * 60 / 7;
    for (int i = 0; i < n; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(7L * i), i % 100));
    }
    batch.commit();
    awaitCount(pump, n);
    TimeRange range = TimeRange.before(T0.plusSeconds(7_200), Duration.ofHours(2));
    List<ReadingBucket> hours = store().readings(pump.id(), "flow", range, 2);
    List<ReadingBucket> tenMinutes = store().readings(pump.id(), "flow", range, 12);

    store().rollUps().finish(NONE);

    same(store().readings(pump.id(), "flow", range, 2), hours);
    same(store().readings(pump.id(), "flow", range, 12), tenMinutes);
    assertThat(hours).hasSize(2);
    assertThat(hours.get(0).count() + hours.get(1).count()).isEqualTo(n);
  }

  @Test
  void readsTheMinuteOrTheHourWhereRawIsGone() {
    Asset pump = HistoryExamples.asset("gone/pump-1", "flow");
    HistoryBatch batch = store().newBatch();
    for (int i = 0; i < 7_200; i += 10) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), i));
    }
    batch.commit();
    awaitCount(pump, 720);
    store().rollUps().finish(NONE);
    TimeRange range = TimeRange.before(T0.plusSeconds(7_200), Duration.ofHours(2));

    var raw = reading(Retention.DEFAULT, T0.plus(Duration.ofDays(2)));
    var minutes = reading(Retention.DEFAULT, T0.plus(Duration.ofDays(40)));
    var hours = reading(Retention.DEFAULT, T0.plus(Duration.ofDays(400)));

    assertThat(raw.readings(pump.id(), "flow", range, 7_200)).hasSize(720);
    var byMinute = minutes.readings(pump.id(), "flow", range, 7_200);
    assertThat(byMinute).hasSize(120);
    assertThat(byMinute.get(3)).isEqualTo(new ReadingBucket(T0.plusSeconds(180), 180, 205, 230, 6));
    assertThat(hours.readings(pump.id(), "flow", range, 7_200))
        .containsExactly(
            new ReadingBucket(T0, 0, 1_795, 3_590, 360),
            new ReadingBucket(T0.plusSeconds(3_600), 3_600, 5_395, 7_190, 360));
  }

  @Test
  void whatIsNotRolledUpYetOrComesLateIsInTheTrendAtOnce() {
    Asset pump = HistoryExamples.asset("late/pump-1", "flow");
    HistoryBatch batch = store().newBatch();
    for (int hour = 0; hour < 48; hour++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(hour)), hour));
    }
    batch.commit();
    awaitCount(pump, 48);
    store().rollUps().finish(NONE);
    TimeRange range = TimeRange.before(T0.plus(Duration.ofHours(50)), Duration.ofHours(50));

    write(pump, HistoryExamples.scan(pump, T0.plus(Duration.ofMinutes(30)), 100)); // late
    write(pump, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(5)), -7)); // again
    write(pump, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(49)), 49)); // new

    var trend =
        soon(
            () -> store().readings(pump.id(), "flow", range, 50),
            t -> t.size() == 49 && t.get(0).count() == 2 && t.get(5).mean() == -7);
    assertThat(trend.get(0)).isEqualTo(new ReadingBucket(T0, 0, 50, 100, 2));
    assertThat(trend.get(48).mean()).isEqualTo(49);

    store().rollUps().finish(NONE);
    store().rollUps().finish(NONE);

    same(store().readings(pump.id(), "flow", range, 50), trend);
    var old = reading(Retention.DEFAULT, T0.plus(Duration.ofDays(400)));
    same(old.readings(pump.id(), "flow", range, 50), trend);
  }

  @Test
  void rollsUpFeaturesByTheHour() {
    AssetId fan = new AssetId("rolled/fan-1");
    HistoryBatch batch = store().newBatch();
    FeatureSchema schema = FeatureSchemas.VIBRATION;
    int crest = 3;
    for (int i = 0; i < 12; i++) {
      float[] values = new float[2 * schema.featureNames().size()];
      Arrays.fill(values, Float.NaN);
      values[0] = i;
      values[schema.featureNames().size() + crest] = i % 2 == 0 ? i : Float.NaN;
      batch.features(schema, frame(fan, T0.plus(Duration.ofMinutes(10 * i)), schema, values));
    }
    batch.commit();
    TimeRange range = TimeRange.before(T0.plusSeconds(7_200), Duration.ofHours(2));
    SignalFeature x =
        new SignalFeature(fan, "de", "x", schema.schemaId(), schema.featureNames().get(0));
    SignalFeature y =
        new SignalFeature(fan, "de", "y", schema.schemaId(), schema.featureNames().get(crest));
    soon(() -> store().features(x, range, 12), t -> t.size() == 12);

    store().rollUps().finish(NONE);

    for (HistoryStore reads :
        List.of(store(), reading(Retention.DEFAULT, T0.plus(Duration.ofDays(40))))) {
      assertThat(reads.features(x, range, 2))
          .containsExactly(
              new ReadingBucket(T0, 0, 2.5, 5, 6),
              new ReadingBucket(T0.plusSeconds(3_600), 6, 8.5, 11, 6));
      assertThat(reads.features(y, range, 2))
          .containsExactly(
              new ReadingBucket(T0, 0, 2, 4, 3),
              new ReadingBucket(T0.plusSeconds(3_600), 6, 8, 10, 3));
    }
    assertThat(reading(Retention.DEFAULT, T0.plus(Duration.ofDays(40))).features(x, range, 100))
        .hasSize(2);
  }

  @Test
  void rollsUpAssessmentsWithTheWorstScoreAndTheLastState() {
    HistoryBatch batch = store().newBatch();
    for (int i = 0; i < 240; i++) {
      Instant time = T0.plusSeconds(30L * i);
      batch.assessment(
          i % 3 == 2
              ? HistoryExamples.notAssessed("rolled/fan-2", time)
              : HistoryExamples.assessment("rolled/fan-2", time, i, 100 - i / 4.0, 500 - i));
    }
    batch.commit();
    AssetId asset = new AssetId("rolled/fan-2");
    TimeRange range = TimeRange.before(T0.plusSeconds(7_200), Duration.ofHours(2));
    var raw =
        soon(
            () -> store().assessments(asset, range, 4),
            t -> t.stream().mapToLong(AssessmentBucket::count).sum() == 240);

    store().rollUps().finish(NONE);

    var minutes = reading(Retention.DEFAULT, T0.plus(Duration.ofDays(40)));
    for (HistoryStore reads : List.of(store(), minutes)) {
      var rolled = reads.assessments(asset, range, 4);
      assertThat(rolled).hasSameSizeAs(raw);
      for (int i = 0; i < raw.size(); i++) {
        AssessmentBucket a = rolled.get(i);
        AssessmentBucket b = raw.get(i);
        assertThat(a.time()).isEqualTo(b.time());
        assertThat(a.count()).isEqualTo(b.count());
        assertThat(a.maxScore()).isEqualTo(b.maxScore());
        assertThat(a.meanHealth()).isCloseTo(b.meanHealth(), within(1e-9));
        assertThat(a.lifeMedian()).isCloseTo(b.lifeMedian(), within(1e-9));
        assertThat(a.lifeLower()).isCloseTo(b.lifeLower(), within(1e-9));
        assertThat(a.state()).isEqualTo(b.state());
        assertThat(a.operatingState()).isEqualTo(b.operatingState());
      }
    }
    assertThat(minutes.assessments(asset, range, 7_200)).hasSize(120);
  }

  private void awaitCount(Asset asset, long n) {
    soon(
        () -> store().readings(asset.id(), "flow", ALL, 1),
        t -> t.stream().mapToLong(ReadingBucket::count).sum() == n);
  }

  /** Means may differ in the last digits, because they were summed in another order. */
  private static void same(List<ReadingBucket> actual, List<ReadingBucket> expected) {
    assertThat(actual)
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(
                    (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
                .build())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void isReachable() {
    assertThat(store().reachable()).isTrue();
  }

  private void write(Asset asset, ScalarScan scan) {
    HistoryBatch batch = store().newBatch();
    batch.scan(asset, scan);
    assertThat(batch.commit()).isZero();
    assertThat(batch.points()).isZero();
  }

  /** A store may show what it accepted a little later. */
  private static <T> T soon(Supplier<T> read, Predicate<T> enough) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(read::get, enough);
  }
}
