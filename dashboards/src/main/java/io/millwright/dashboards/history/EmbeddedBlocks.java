package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Blocks in the embedded store. */
final class EmbeddedBlocks implements BlockStore {
  private static final String OF_SERIES =
      " FROM blocks WHERE asset = $1 AND point = $2 AND channel = $3 AND kind = $4";

  private final EmbeddedQuestDb database;
  private final ToIntFunction<List<SignalBlock>> writer;

  /**
   * @param writer takes blocks and says how many were refused
   */
  EmbeddedBlocks(EmbeddedQuestDb database, ToIntFunction<List<SignalBlock>> writer) {
    this.database = database;
    this.writer = writer;
  }

  @Override
  public int write(List<SignalBlock> blocks) {
    return writer.applyAsInt(blocks);
  }

  @Override
  public List<BlockExtent> extents(AssetId asset) {
    return database.query(
        "SELECT point, channel, kind, min(timestamp) oldest, max(timestamp) newest, count() n"
            + " FROM blocks WHERE asset = $1 GROUP BY point, channel, kind",
        List.of(asset.value()),
        row ->
            new BlockExtent(
                BlockLayout.series(asset, row::text),
                EpochMicros.toInstant(row.integer("oldest")),
                EpochMicros.toInstant(row.integer("newest")),
                row.integer("n")));
  }

  @Override
  public List<SignalBlock> blocks(BlockSeries series, TimeRange range, int limit) {
    // Which ones is asked first: their texts are read of those only that are wanted.
    List<Long> times =
        database.query(
            "SELECT max(timestamp) newest, (timestamp::long - $5) / $7 bucket"
                + OF_SERIES
                + " AND timestamp >= $5::timestamp AND timestamp < $6::timestamp"
                + " GROUP BY bucket ORDER BY bucket",
            parameters(
                series,
                EpochMicros.of(range.from()),
                EpochMicros.of(range.to()),
                range.bucketMicros(limit)),
            row -> row.integer("newest"));
    List<SignalBlock> found = new ArrayList<>(times.size());
    times.forEach(time -> at(series, time).ifPresent(found::add));
    return found;
  }

  @Override
  public Optional<SignalBlock> first(BlockSeries series, TimeRange range) {
    return database
        .query(
            "SELECT min(timestamp) oldest, count() n"
                + OF_SERIES
                + " AND timestamp >= $5::timestamp AND timestamp < $6::timestamp",
            parameters(series, EpochMicros.of(range.from()), EpochMicros.of(range.to())),
            row -> row.integer("n") == 0 ? null : row.integer("oldest"))
        .stream()
        .flatMap(time -> Optional.ofNullable(time).stream())
        .findFirst()
        .flatMap(time -> at(series, time));
  }

  private Optional<SignalBlock> at(BlockSeries series, long time) {
    return database
        .query(
            "SELECT t, rate, scale, rpm, n, parts, d0, d1, d2, d3"
                + OF_SERIES
                + " AND timestamp = $5::timestamp",
            parameters(series, time),
            row -> BlockLayout.block(series, row::number, row::integer, row::text))
        .stream()
        .findFirst();
  }

  private static List<Object> parameters(BlockSeries series, Long... more) {
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                series.asset().value(),
                HistoryLayout.tag(series.pointId()),
                HistoryLayout.tag(series.channel()),
                BlockLayout.tag(series.kind())));
    parameters.addAll(List.of(more));
    return parameters;
  }
}
