package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.ScalarScan;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch as text in line protocol, laid out as {@link HistoryLayout} says. */
final class LineProtocolBatch implements HistoryBatch {
  /** So many channels of an anomaly are kept, the first to blame. */
  static final int TOP_CONTRIBUTIONS = 5;

  private final Map<Tier, TierLines> tiers = new EnumMap<>(Tier.class);
  private final TierLines raw;
  private final TierLines events;
  private final Map<AssetId, SeriesOfAsset> series = new HashMap<>();
  private final Map<FeatureSchema, String[]> fieldsOf = new HashMap<>();
  private final LineSink writer;
  private final Placement placement;
  private final Refusals refusals;
  private final StaleHours stale;
  private final SeriesGuard guard;
  private final InstantSource clock;
  private final LineProtocolText marks = new LineProtocolText(256);

  /**
   * @param refusals told of points that the store refuses, or that begin a series too many
   * @param stale told of every hour that a point is written to
   */
  LineProtocolBatch(
      LineSink writer,
      Placement placement,
      Refusals refusals,
      StaleHours stale,
      SeriesGuard guard,
      InstantSource clock) {
    this.stale = stale;
    this.guard = guard;
    this.clock = clock;
    this.writer = writer;
    this.placement = placement;
    this.refusals = refusals;
    for (Tier tier : Tier.values()) {
      tiers.put(tier, new TierLines());
    }
    this.raw = lines(Tier.RAW);
    this.events = lines(Tier.EVENTS);
  }

  /** Marks the hour as stale; the mark is written before the point. */
  private void touch(Trend trend, AssetId asset, long time) {
    if (stale.touch(trend, asset, time, clock.millis())) {
      StaleMark.write(marks, trend, asset, HourSpan.hourOf(time), true);
    }
  }

  /** Where lines go: {@link LineWriter#write}. */
  @FunctionalInterface
  interface LineSink {
    int write(String bucket, LineProtocolText lines, Refusals refusals);
  }

  private TierLines lines(Tier tier) {
    return requireNonNull(tiers.get(tier));
  }

  /** Lines for the bucket of one tier. */
  private final class TierLines {
    final LineProtocolText text = new LineProtocolText();
    private String measurement = "";
    private int begin;

    LineProtocolText begin(String name) {
      measurement = name;
      begin = text.length();
      text.begin(name);
      return text;
    }

    void end(long epochMicros) {
      boolean admitted = guard.admits(measurement, text.series(begin));
      text.end(epochMicros);
      if (!admitted) {
        refusals.refused(text.takeBack(begin), guard.reason(measurement));
      }
    }

    /** Ends a line that began at a length, of a series that is known to be admitted or not. */
    void end(int lineBegin, String name, boolean admitted, long epochMicros) {
      text.end(epochMicros);
      if (!admitted) {
        refusals.refused(text.takeBack(lineBegin), guard.reason(name));
      }
    }
  }

  /** Start of the line of each point of an asset, made once, and whether its series may be. */
  private record SeriesOfAsset(Asset asset, byte[][] prefixes, boolean[] admitted) {
    static SeriesOfAsset of(Asset asset, SeriesGuard guard) {
      byte[][] prefixes =
          asset.points().stream()
              .map(MeasurementPoint::id)
              .map(point -> prefix(asset.id(), point))
              .toArray(byte[][]::new);
      boolean[] admitted = new boolean[prefixes.length];
      for (int i = 0; i < prefixes.length; i++) {
        long series = SeriesGuard.fingerprint(prefixes[i], 0, prefixes[i].length);
        admitted[i] = guard.admits(HistoryLayout.READINGS, series);
      }
      return new SeriesOfAsset(asset, prefixes, admitted);
    }

    private static byte[] prefix(AssetId asset, String point) {
      LineProtocolText text = new LineProtocolText(128);
      text.begin(HistoryLayout.READINGS);
      text.tag("asset", asset.value());
      text.tag("point", point);
      return text.toBytes();
    }
  }

  @Override
  public void scan(Asset asset, ScalarScan scan) {
    SeriesOfAsset known = series.get(asset.id());
    if (known == null || known.asset != asset) {
      known = SeriesOfAsset.of(asset, guard);
      series.put(asset.id(), known);
    }
    double[] values = scan.values();
    byte[][] prefixes = known.prefixes;
    if (values.length != prefixes.length) {
      throw new IllegalArgumentException(
          "scan of " + asset.id() + " has " + values.length + " values for " + prefixes.length);
    }
    long time = EpochMicros.of(scan.time());
    touch(Trend.READINGS, asset.id(), time);
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        int begin = raw.text.length();
        raw.text.beginWith(prefixes[i]);
        raw.text.number("v", values[i]);
        raw.text.integer("q", scan.qualityOf(i).ordinal());
        raw.end(begin, HistoryLayout.READINGS, known.admitted[i], time);
      }
    }
  }

  @Override
  public void features(FeatureSchema schema, FeatureVector vector) {
    FrameContext frame = vector.frame();
    if (frame == null) {
      throw new IllegalArgumentException("features of " + vector.assetId() + " are of no frame");
    }
    List<String> names = schema.featureNames();
    List<String> channels = frame.channels();
    float[] values = vector.values();
    if (!schema.schemaId().equals(vector.schemaId())
        || values.length != names.size() * channels.size()) {
      throw new IllegalArgumentException(
          "%d values of schema %s for %d channels do not fit schema %s of %d features"
              .formatted(
                  values.length,
                  vector.schemaId(),
                  channels.size(),
                  schema.schemaId(),
                  names.size()));
    }
    String[] fields =
        fieldsOf.computeIfAbsent(
            schema, s -> names.stream().map(SignalFeature::field).toArray(String[]::new));
    long time = EpochMicros.of(vector.time());
    touch(Trend.FEATURES, vector.assetId(), time);
    for (int c = 0; c < channels.size(); c++) {
      int first = c * names.size();
      if (!anyFinite(values, first, names.size())) {
        continue; // a line without a field is none
      }
      LineProtocolText lines = raw.begin(HistoryLayout.FEATURES);
      lines.tag("asset", vector.assetId().value());
      lines.tag("point", frame.pointId());
      lines.tag("channel", channels.get(c));
      lines.tag("schema", schema.schemaId());
      for (int i = 0; i < names.size(); i++) {
        lines.number(fields[i], values[first + i]);
      }
      raw.end(time);
    }
  }

  private static boolean anyFinite(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (Float.isFinite(values[i])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void assessment(Assessment a) {
    long time = EpochMicros.of(a.time());
    List<?> contributions = a.detection().contributions();
    String top = json(contributions.subList(0, Math.min(TOP_CONTRIBUTIONS, contributions.size())));
    touch(Trend.ASSESSMENTS, a.assetId(), time);
    LineProtocolText lines = raw.begin(HistoryLayout.ASSESSMENTS);
    lines.tag("asset", a.assetId().value());
    lines.text("state", a.health().state().name());
    lines.text("operating", a.operatingState().name());
    lines.text("origin", a.origin().name());
    lines.number("score", a.detection().anomalyScore());
    lines.number("health", a.health().healthIndex());
    lines.text("reason", a.health().reason());
    lines.text("top", top);
    RemainingLife life = a.prognosis().remainingLife();
    if (life != null) {
      lines.number("rul_lower", life.lower());
      lines.number("rul_median", life.median());
      lines.number("rul_upper", life.upper());
      lines.number("rul_coverage", life.coverage());
      lines.text("rul_unit", life.unit().name());
    }
    lines.text("model", model(a.provenance()));
    lines.number("latency", millis(a.ingestTime(), a.assessedAt()));
    raw.end(time);
  }

  private static String model(Provenance made) {
    return made.modelId() == null ? HistoryLayout.NONE : made.modelId() + " " + made.modelVersion();
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  @Override
  public void alarm(AlarmEvent e) {
    long time = EpochMicros.of(e.time()); // may fail, and must not leave half a line
    String body = json(e);
    LineProtocolText lines = events.begin(HistoryLayout.ALARMS);
    lines.tag("asset", e.assetId().value());
    lines.tag("condition", e.condition().name());
    lines.tag("point", e.pointId());
    lines.tag("status", e.status().name());
    lines.text("alarm_id", e.alarmId());
    lines.integer("revision", e.revision());
    lines.bool("active", e.active());
    lines.text("priority", e.priority().name());
    lines.text("reason", e.reason());
    lines.text("body", body);
    events.end(time);
  }

  @Override
  public void advisory(Advisory a) {
    long time = EpochMicros.of(a.updatedAt());
    String body = json(a);
    LineProtocolText lines = events.begin(HistoryLayout.CASES);
    lines.tag("asset", a.assetId().value());
    lines.tag("item", a.itemId());
    lines.tag("status", a.status().name());
    lines.text("case_id", a.caseId());
    lines.integer("revision", a.revision());
    lines.text("priority", a.priority().name());
    lines.text("reason", a.reason());
    lines.text("body", body);
    events.end(time);
  }

  @Override
  public void workOrder(WorkOrder w) {
    long time = EpochMicros.of(w.updatedAt());
    String body = json(w);
    LineProtocolText lines = events.begin(HistoryLayout.WORK_ORDERS);
    lines.tag("asset", w.assetId().value());
    lines.tag("item", w.itemId());
    lines.tag("status", w.status().name());
    lines.text("order_id", w.workOrderId());
    lines.text("case_id", w.caseId());
    lines.integer("revision", w.revision());
    lines.text("priority", w.priority().name());
    lines.text("title", w.title());
    lines.text("body", body);
    events.end(time);
  }

  @Override
  public void board(BoardPoint point) {
    long time = EpochMicros.of(point.time());
    TierLines tier = lines(point.of().tier());
    LineProtocolText lines = tier.begin(point.of().measurement());
    point.of().tags().forEach(tag -> lines.tag(tag, point.tags().get(tag)));
    point.of().fields().keySet().forEach(name -> field(lines, name, point.fields().get(name)));
    tier.end(time);
  }

  private static void field(LineProtocolText lines, String name, @Nullable Object value) {
    if (value instanceof Double number) {
      lines.number(name, number);
    } else if (value instanceof Long count) {
      lines.integer(name, count);
    } else if (value instanceof Boolean flag) {
      lines.bool(name, flag);
    } else if (value != null) {
      lines.text(name, value.toString());
    }
  }

  @Override
  public int points() {
    int points = 0;
    for (TierLines lines : tiers.values()) {
      points += lines.text.points();
    }
    return points;
  }

  @Override
  public int bytes() {
    int bytes = 0;
    for (TierLines lines : tiers.values()) {
      bytes += lines.text.length();
    }
    return bytes;
  }

  @Override
  public int commit() {
    int refused = 0;
    if (marks.points() > 0) {
      writer.write(placement.bucket(StaleMark.TIER), marks, StaleMark::refused);
    }
    for (Map.Entry<Tier, TierLines> tier : tiers.entrySet()) {
      LineProtocolText text = tier.getValue().text;
      if (text.points() > 0) {
        refused += writer.write(placement.bucket(tier.getKey()), text, refusals);
      }
    }
    return refused;
  }

  private static String json(Object value) {
    try {
      return CloudEventCodec.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
