package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import java.util.List;
import java.util.Optional;

/**
 * The part of history that keeps pieces of signals. Blocks are idempotent: the same series at the
 * same time replaces the earlier one. Thread-safe; all methods throw {@link
 * HistoryUnavailableException} if the store cannot answer.
 */
public interface BlockStore {

  /**
   * Writes blocks; returns when the store has accepted them.
   *
   * @return how many the store refused for good, each logged with its reason
   */
  int write(List<SignalBlock> blocks);

  /** What there is of a machine, in no order. */
  List<BlockExtent> extents(AssetId asset);

  /**
   * Blocks of a series, thinned evenly: the range is cut into {@code limit} equal spans, and of
   * each the newest block is given, in order of time. With a limit of 1 it is the newest of all.
   */
  List<SignalBlock> blocks(BlockSeries series, TimeRange range, int limit);

  /** The oldest block of a series in a range; empty if there is none. */
  Optional<SignalBlock> first(BlockSeries series, TimeRange range);
}
