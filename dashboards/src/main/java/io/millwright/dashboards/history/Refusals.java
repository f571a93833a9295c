package io.millwright.dashboards.history;

/** Told of every point that a store refuses for good. */
@FunctionalInterface
public interface Refusals {
  /**
   * One point. Called by the thread that commits the batch, before {@link HistoryBatch#commit}
   * returns or throws, once for each point, unless the process ends before its batch is done.
   *
   * @param line the point in line protocol, without the line's end
   * @param reason what the store said
   */
  void refused(String line, String reason);
}
