package io.millwright.dashboards.history;

import static io.millwright.dashboards.history.InfluxQl.literal;

import io.millwright.contracts.asset.AssetId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Blocks in an InfluxDB, in the bucket of their tier. */
final class InfluxBlocks implements BlockStore {
  private static final String FROM =
      " FROM \"" + Tier.BLOCKS.label() + "\"." + BlockLayout.BLOCKS + " WHERE ";
  private static final List<String> FIELDS =
      List.of("t", "rate", "scale", "rpm", "n", "parts", "d0", "d1", "d2", "d3");

  private final Reader reader;
  private final ToIntFunction<List<SignalBlock>> writer;

  /** Asks a statement of the server. */
  interface Reader {
    <T> List<T> query(String statement, Function<InfluxQl.ResultRow, T> read);
  }

  /**
   * @param writer takes blocks for the tier's bucket and says how many were refused
   */
  InfluxBlocks(Reader reader, ToIntFunction<List<SignalBlock>> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public int write(List<SignalBlock> blocks) {
    return writer.applyAsInt(blocks);
  }

  @Override
  public List<BlockExtent> extents(AssetId asset) {
    return reader.query(
        "SELECT first(t) AS oldest, last(t) AS newest, count(t) AS total"
            + FROM
            + "asset = "
            + literal(asset.value())
            + " GROUP BY point, channel, kind",
        row ->
            new BlockExtent(
                BlockLayout.series(asset, row::tag),
                EpochMicros.toInstant(row.integer("oldest")),
                EpochMicros.toInstant(row.integer("newest")),
                row.integer("total")));
  }

  @Override
  public List<SignalBlock> blocks(BlockSeries series, TimeRange range, int limit) {
    long width = range.bucketMicros(limit);
    long offset = Math.floorMod(EpochMicros.of(range.from()), width);
    return select(
        "last", series, range, " GROUP BY time(" + width + "u, " + offset + "u) fill(none)");
  }

  @Override
  public Optional<SignalBlock> first(BlockSeries series, TimeRange range) {
    return select("first", series, range, "").stream().findFirst();
  }

  private List<SignalBlock> select(
      String which, BlockSeries series, TimeRange range, String grouped) {
    String fields =
        String.join(", ", FIELDS.stream().map(f -> which + "(" + f + ") AS " + f).toList());
    return reader.query(
        "SELECT "
            + fields
            + FROM
            + "asset = "
            + literal(series.asset().value())
            + " AND point = "
            + literal(HistoryLayout.tag(series.pointId()))
            + " AND channel = "
            + literal(HistoryLayout.tag(series.channel()))
            + " AND kind = "
            + literal(BlockLayout.tag(series.kind()))
            + " AND time >= "
            + EpochMicros.of(range.from())
            + "u AND time < "
            + EpochMicros.of(range.to())
            + "u"
            + grouped,
        row -> BlockLayout.block(series, row::number, row::integer, row::text));
  }
}
