package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** Blocks in maps, for tests. Thread-safe. */
final class InMemoryBlocks implements BlockStore {
  private final Map<BlockSeries, NavigableMap<Instant, SignalBlock>> all =
      new ConcurrentHashMap<>();
  private final BooleanSupplier away;

  InMemoryBlocks(BooleanSupplier away) {
    this.away = away;
  }

  @Override
  public int write(List<SignalBlock> blocks) {
    if (away.getAsBoolean()) {
      throw new HistoryUnavailableException("told to be away", null);
    }
    for (SignalBlock block : blocks) {
      all.computeIfAbsent(block.series(), s -> new ConcurrentSkipListMap<>())
          .put(block.time(), block);
    }
    return 0;
  }

  @Override
  public List<BlockExtent> extents(AssetId asset) {
    return all.entrySet().stream()
        .filter(e -> e.getKey().asset().equals(asset))
        .map(
            e ->
                new BlockExtent(
                    e.getKey(),
                    e.getValue().firstKey(),
                    e.getValue().lastKey(),
                    e.getValue().size()))
        .toList();
  }

  @Override
  public List<SignalBlock> blocks(BlockSeries series, TimeRange range, int limit) {
    long width = range.bucketMicros(limit);
    long from = EpochMicros.of(range.from());
    Map<Long, SignalBlock> newest = new TreeMap<>();
    in(series, range)
        .forEach((time, block) -> newest.put((EpochMicros.of(time) - from) / width, block));
    return new ArrayList<>(newest.values());
  }

  @Override
  public Optional<SignalBlock> first(BlockSeries series, TimeRange range) {
    return in(series, range).values().stream().findFirst();
  }

  private NavigableMap<Instant, SignalBlock> in(BlockSeries series, TimeRange range) {
    return all.getOrDefault(series, new TreeMap<>()).subMap(range.from(), true, range.to(), false);
  }
}
