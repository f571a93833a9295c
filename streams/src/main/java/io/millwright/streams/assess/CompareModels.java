package io.millwright.streams.assess;

import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.models.release.ModelComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what shadow and live model said of the same scans, by pair of versions and window of
 * event time. A window is told again whenever it has changed, some seconds later by the wall clock;
 * its content depends on event time only. So nothing waits for a watermark that one idle machine
 * would hold back, and the newest word on a window counts.
 *
 * <p>The newest windows of a pair are kept; scans of older ones, as of a replay of history beside a
 * live plant, are counted and left out. A repeated scan after a failure is counted once more: sums
 * are restored with the checkpoint, as are the positions of the input. A sum over another length,
 * kept from before that was configured anew, is begun anew by the first scan of its window.
 */
public final class CompareModels
    extends KeyedProcessFunction<String, ModelComparison, ModelEvaluation> {
  private static final long serialVersionUID = 1L;
  private static final int WINDOWS_KEPT = 31;

  private final long everyMillis;
  private transient @Nullable MapState<Long, ModelComparison> windows;
  private transient Map<String, Set<Long>> changed;
  private transient Set<String> toldSinceStart;

  /**
   * @param every how long a change waits to be told, wall clock
   */
  @SuppressWarnings("NullAway") // transient state is made in open
  public CompareModels(Duration every) {
    this.everyMillis = every.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("windows", Types.LONG, ModelComparisonSerializer.TYPE));
    changed = new HashMap<>();
    toldSinceStart = new HashSet<>();
  }

  @Override
  public void processElement(ModelComparison one, Context context, Collector<ModelEvaluation> out)
      throws Exception {
    MapState<Long, ModelComparison> sums = Objects.requireNonNull(windows);
    long window = one.from().toEpochMilli();
    ModelComparison sum = sums.get(window);
    if (sum == null && !makeRoom(window, sums)) {
      return;
    }
    sums.put(window, sum == null || !sum.fits(one) ? one : sum.plus(one));
    Set<Long> news = changed.computeIfAbsent(context.getCurrentKey(), key -> new HashSet<>());
    if (news.isEmpty()) {
      context
          .timerService()
          .registerProcessingTimeTimer(
              context.timerService().currentProcessingTime() + everyMillis);
    }
    news.add(window);
  }

  /** Whether a new window is not older than all that are kept; forgets the oldest for it. */
  private static boolean makeRoom(long window, MapState<Long, ModelComparison> sums)
      throws Exception {
    List<Long> known = new ArrayList<>();
    sums.keys().forEach(known::add);
    if (known.size() < WINDOWS_KEPT) {
      return true;
    }
    long oldest = known.stream().min(Long::compare).orElseThrow();
    if (window < oldest) {
      return false;
    }
    sums.remove(oldest);
    return true;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ModelEvaluation> out)
      throws Exception {
    Set<Long> news = changed.remove(context.getCurrentKey());
    // After a restart it is not known which were told: all are told again, once.
    boolean all = toldSinceStart.add(context.getCurrentKey()) || news == null;
    for (Map.Entry<Long, ModelComparison> window : Objects.requireNonNull(windows).entries()) {
      if (all || news.contains(window.getKey())) {
        out.collect(window.getValue().evaluation());
      }
    }
  }
}
