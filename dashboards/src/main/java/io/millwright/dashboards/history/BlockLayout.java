package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How blocks lie in the store, in the tier {@code blocks}; conventions as in {@link HistoryLayout}.
 *
 * <pre>
 * measurement  tags                         fields
 * blocks       asset, point, channel, kind  t time of the point in microseconds, which is not lost when
 *                                           the last of a span is asked for; rate, scale, rpm (0 unknown),
 *                                           n counts, parts, d0 … d3 (Base64)
 * </pre>
 *
 * Every field but the parts is always written, so that the last ones of a span are of one block.
 */
final class BlockLayout {
  static final String BLOCKS = "blocks";

  /** Columns in the embedded store. */
  static final String TABLE =
      "blocks (timestamp TIMESTAMP, asset SYMBOL, point SYMBOL, channel SYMBOL, kind SYMBOL,"
          + " t LONG, rate DOUBLE, scale DOUBLE, rpm DOUBLE, n LONG, parts LONG,"
          + " d0 VARCHAR, d1 VARCHAR, d2 VARCHAR, d3 VARCHAR)"
          + " TIMESTAMP(timestamp) PARTITION BY DAY WAL"
          + " DEDUP UPSERT KEYS(timestamp, asset, point, channel, kind)";

  private static final Logger LOG = LoggerFactory.getLogger(BlockLayout.class);
  private static final int SHOWN = 200;

  private BlockLayout() {}

  /**
   * Writes blocks, but not those that would begin a series too many.
   *
   * @param writer takes line protocol and says how many lines were refused
   * @return how many blocks were refused
   */
  static int write(
      List<SignalBlock> blocks, SeriesGuard guard, ToIntFunction<LineProtocolText> writer) {
    LineProtocolText lines = new LineProtocolText();
    blocks.forEach(block -> append(lines, block, guard));
    int tooMany = blocks.size() - lines.points();
    return tooMany + (lines.points() == 0 ? 0 : writer.applyAsInt(lines));
  }

  /** A lost block is a gap in a picture: it is told, and not kept elsewhere. */
  static void refused(String line, String reason) {
    LOG.atWarn()
        .addKeyValue("error", reason)
        .addKeyValue("line", line.substring(0, Math.min(SHOWN, line.length())))
        .log("History store refused a block for good");
  }

  private static void append(LineProtocolText lines, SignalBlock block, SeriesGuard guard) {
    BlockSeries series = block.series();
    long time = EpochMicros.of(block.time());
    List<String> parts = BlockText.parts(block.counts());
    Double rpm = block.shaftSpeedRpm();
    int begin = lines.length();
    lines.begin(BLOCKS);
    lines.tag("asset", series.asset().value());
    lines.tag("point", series.pointId());
    lines.tag("channel", series.channel());
    lines.tag("kind", tag(series.kind()));
    boolean admitted = guard.admits(BLOCKS, lines.series(begin));
    lines.integer("t", time);
    lines.number("rate", block.rateHz());
    lines.number("scale", block.scale());
    lines.number("rpm", rpm == null ? 0 : rpm);
    lines.integer("n", block.counts().length);
    lines.integer("parts", parts.size());
    for (int i = 0; i < parts.size(); i++) {
      lines.text("d" + i, parts.get(i));
    }
    lines.end(time);
    if (!admitted) {
      refused(lines.takeBack(begin), guard.reason(BLOCKS));
    }
  }

  static String tag(BlockSeries.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The series whose tags a row has. */
  static BlockSeries series(AssetId asset, Function<String, @Nullable String> tag) {
    return new BlockSeries(
        asset,
        HistoryLayout.untag(requireNonNull(tag.apply("point"))),
        HistoryLayout.untag(requireNonNull(tag.apply("channel"))),
        BlockSeries.Kind.valueOf(requireNonNull(tag.apply("kind")).toUpperCase(Locale.ROOT)));
  }

  /** A block of a row of the store. */
  static SignalBlock block(
      BlockSeries series,
      ToDoubleFunction<String> number,
      Function<String, Long> integer,
      Function<String, @Nullable String> text) {
    StringBuilder data = new StringBuilder();
    long parts = integer.apply("parts");
    for (int i = 0; i < parts; i++) {
      data.append(text.apply("d" + i));
    }
    double rpm = number.applyAsDouble("rpm");
    Instant time = EpochMicros.toInstant(integer.apply("t"));
    return new SignalBlock(
        series,
        time,
        number.applyAsDouble("rate"),
        number.applyAsDouble("scale"),
        rpm == 0 ? null : rpm,
        BlockText.counts(data.toString(), (int) (long) integer.apply("n")));
  }
}
