package io.millwright.dashboards.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millwright.contracts.alarm.Priority;
import io.millwright.runtime.metrics.Metrics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How well the alarm system serves those who answer it (ISA-18.2, IEC 62682), of each operator
 * position, read from the meters of this process. Where alarms are made in another process its
 * meters are there, and the list here is empty.
 */
final class AlarmPerformanceApi implements Api {
  private static final String METER = "millwright.alarm.kpi.";
  private static final String POSITION = "position";

  private final MeterRegistry meters;

  AlarmPerformanceApi(Metrics metrics) {
    meters = metrics.registry();
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.many(
            "/api/v1/alarm-performance",
            "Figures of the alarm system by ISA-18.2 over 30 days, a line for each operator"
                + " position; empty where alarms are made in another process",
            Position.class,
            r -> positions()));
  }

  /**
   * Figures of a position over 30 days, or since the first alarm; null where nothing was counted.
   *
   * @param position name of the operator position
   * @param annunciations alarms that asked for an answer
   * @param lastTenMinutes in the last ten minutes
   * @param averagePerTenMinutes mean; about 1 is acceptable, 2 the most that is manageable
   * @param peakPerTenMinutes in the worst ten minutes; at most 10
   * @param floodShare share of ten minutes with more than 10; below 0.01
   * @param chattering kinds of alarm raised three times within a minute; 0
   * @param fleeting gone by themselves within a minute; 0
   * @param stale alarms that stand unchanged for more than a day; below 5
   * @param hidden shelved, suppressed by design or out of service now
   * @param topTenShare share of the ten most frequent kinds; at most 0.05
   * @param topTenTimes how often each of these kinds asked, the most frequent first
   * @param priorities annunciations by priority; about 80 % low, 15 % medium, 5 % above
   * @param medianSecondsToAcknowledge of those acknowledged
   * @param p90SecondsToAcknowledge nine tenths were faster
   */
  record Position(
      String position,
      int annunciations,
      @Nullable Double lastTenMinutes,
      @Nullable Double averagePerTenMinutes,
      @Nullable Double peakPerTenMinutes,
      @Nullable Double floodShare,
      @Nullable Double chattering,
      @Nullable Double fleeting,
      @Nullable Double stale,
      @Nullable Double hidden,
      @Nullable Double topTenShare,
      List<Integer> topTenTimes,
      Map<Priority, Integer> priorities,
      @Nullable Double medianSecondsToAcknowledge,
      @Nullable Double p90SecondsToAcknowledge) {}

  List<Position> positions() {
    TreeSet<String> names = new TreeSet<>();
    for (Gauge gauge : meters.find(METER + "rate").gauges()) {
      String name = gauge.getId().getTag(POSITION);
      if (name != null) {
        names.add(name);
      }
    }
    return names.stream().map(this::position).toList();
  }

  private Position position(String name) {
    Map<Priority, Integer> priorities = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      priorities.put(priority, count(figure(name, "priority", "priority", priority.name())));
    }
    List<Integer> topTen = new ArrayList<>();
    for (int rank = 1; rank <= 10; rank++) {
      int times = count(figure(name, "top.ten.times", "rank", String.valueOf(rank)));
      if (times > 0) {
        topTen.add(times);
      }
    }
    return new Position(
        name,
        priorities.values().stream().mapToInt(n -> n).sum(),
        figure(name, "rate"),
        figure(name, "average"),
        figure(name, "peak"),
        figure(name, "flood.share"),
        figure(name, "chattering"),
        figure(name, "fleeting"),
        figure(name, "stale"),
        figure(name, "hidden"),
        figure(name, "top.ten.share"),
        topTen,
        priorities,
        figure(name, "acknowledge.median"),
        figure(name, "acknowledge.p90"));
  }

  private @Nullable Double figure(String position, String meter, String... tags) {
    Gauge gauge = meters.find(METER + meter).tag(POSITION, position).tags(tags).gauge();
    return gauge == null ? null : Numbers.orNull(gauge.value());
  }

  private static int count(@Nullable Double figure) {
    return figure == null ? 0 : (int) Math.round(figure);
  }
}
