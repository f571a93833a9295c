package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.BlockExtent;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.dashboards.history.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series of blocks that a request names and history has.
 *
 * @param view of the machine
 * @param extent of what is kept
 */
record KeptSeries(AssetView view, BlockExtent extent, HistoryStore history) {
  static final Parameter POINT = Parameter.required("point", "id of the signal point");

  /**
   * Of {@code asset}, {@code point} and {@code channel}.
   *
   * @throws Problem.Exception 404 if none is kept, which names those that are
   */
  static KeptSeries of(
      Context request, FleetSnapshot fleet, HistoryStore history, BlockSeries.Kind kind) {
    AssetView view = Requests.asset(fleet, request);
    BlockSeries wanted =
        new BlockSeries(
            view.id(),
            Requests.parameter(request, "point"),
            Requests.parameter(request, "channel"),
            kind);
    List<BlockExtent> there = history.blocks().extents(view.id());
    return there.stream()
        .filter(extent -> extent.series().equals(wanted))
        .findFirst()
        .map(extent -> new KeptSeries(view, extent, history))
        .orElseThrow(() -> notKept(wanted, there));
  }

  private static Problem.Exception notKept(BlockSeries wanted, List<BlockExtent> there) {
    List<String> names =
        there.stream()
            .map(BlockExtent::series)
            .filter(series -> series.kind() == wanted.kind())
            .map(series -> series.pointId() + "/" + series.channel())
            .sorted()
            .toList();
    return Problem.notFound(
        "no %s of %s/%s is kept of %s; kept are: %s"
            .formatted(
                wanted.kind() == BlockSeries.Kind.WAVEFORM ? "waveforms" : "sound",
                wanted.pointId(),
                wanted.channel(),
                wanted.asset(),
                names.isEmpty() ? "none" : String.join(", ", names)));
  }

  BlockSeries series() {
    return extent.series();
  }

  /** The range that the request names; without, all that is kept. */
  TimeRange range(Context request) {
    return Requests.range(request, extent::last, end -> extent.first());
  }

  /** At most so many blocks, spread over a range. */
  List<SignalBlock> blocks(TimeRange range, int most) {
    return history.blocks().blocks(series(), range, most);
  }

  /** The block at or before a time; the newest without one. */
  SignalBlock blockAt(@Nullable Instant at) {
    Instant until = at == null || at.isAfter(extent.last()) ? extent.last() : at;
    if (until.isBefore(extent.first())) {
      throw Problem.notFound(
          "nothing is kept of %s/%s before %s"
              .formatted(series().pointId(), series().channel(), extent.first()));
    }
    return blocks(new TimeRange(extent.first(), until.plusNanos(1_000)), 1).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("the block of that time is kept no more"));
  }
}
