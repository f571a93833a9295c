package io.millwright.standalone.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.IngestTotals;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.standalone.flow.FlowCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replay --exit} tells; the components are the JSON keys of the command line's
 * contract.
 *
 * @param task always {@code replay}
 * @param format of the recording
 * @param dataset what was played
 * @param trainSeconds time of training a model for this replay; null if none was trained
 * @param predictMicrosP50 not measured by a replay
 * @param predictMicrosP99 not measured by a replay
 * @param version of Millwright
 * @param seed of the training
 * @param scansIn scans and lines that were meant to be scans
 * @param scansAccepted on the scalar topic
 * @param readingsIn channel values in the accepted scans of this run
 * @param framesIn frames of vibration and sound, and blocks that were meant to be frames
 * @param framesAccepted on the waveform and audio topics
 * @param assessmentsOut distinct ids
 * @param assessmentDuplicates deliveries of an id that was there before
 * @param rejected records on the rejected topic
 * @param alarmsRaised distinct alarms
 * @param workOrders distinct orders
 * @param throughputReadingsPerSecond from the first scan in to the last assessment out
 * @param latencyMillisP50 from ingest to assessment; null without assessments
 * @param latencyMillisP99 from ingest to assessment; null without assessments
 * @param seconds from the first scan in to the last assessment out
 * @param resumed records that an earlier run on this data directory had stored
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReplayResult(
    String task,
    String format,
    String dataset,
    @Nullable Double trainSeconds,
    @Nullable Double predictMicrosP50,
    @Nullable Double predictMicrosP99,
    String version,
    long seed,
    long scansIn,
    long scansAccepted,
    long readingsIn,
    long framesIn,
    long framesAccepted,
    long assessmentsOut,
    long assessmentDuplicates,
    long rejected,
    long alarmsRaised,
    long workOrders,
    @Nullable Double throughputReadingsPerSecond,
    @Nullable Double latencyMillisP50,
    @Nullable Double latencyMillisP99,
    double seconds,
    long resumed,
    List<OrderDetail> workOrderDetails) {

  public ReplayResult {
    workOrderDetails = List.copyOf(workOrderDetails);
  }

  /**
   * An order as it was raised.
   *
   * @param raisedAtCycle cycle of a recording that counts in cycles; else null
   * @param rulLower lower bound of remaining life when it was raised; null if none
   * @param rulMedian median of remaining life when it was raised; null if none
   * @param rulUpper its upper bound; null if none
   * @param rulUnit what the three are counted in; null if none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record OrderDetail(
      AssetId asset,
      Instant raisedAt,
      @Nullable Long raisedAtCycle,
      Priority priority,
      @Nullable Double rulLower,
      @Nullable Double rulMedian,
      @Nullable Double rulUpper,
      @Nullable LifeUnit rulUnit,
      String failureMode) {
    /** The remaining life for people; empty if there is none. */
    public String lifeWords() {
      return rulLower == null || rulMedian == null || rulUpper == null || rulUnit == null
          ? ""
          : ", life left "
              + new RemainingLife(rulLower, rulMedian, rulUpper, Double.NaN, rulUnit).words();
    }
  }

  /**
   * What was played, and by what.
   *
   * @param cycles gives the cycle of a time, for recordings that count in cycles
   */
  public record Recording(
      String format,
      String dataset,
      @Nullable Double trainSeconds,
      String version,
      long seed,
      @Nullable Function<Instant, Long> cycles) {}

  /** Reads alarms and orders from their topics and puts all together. */
  public static ReplayResult of(
      Recording recording, IngestTotals in, FlowCounts out, KafkaSettings kafka) {
    List<OrderDetail> orders = orders(kafka, recording.cycles());
    return new ReplayResult(
        "replay",
        recording.format(),
        recording.dataset(),
        recording.trainSeconds(),
        null,
        null,
        recording.version(),
        recording.seed(),
        in.scansIn(),
        in.scansAccepted(),
        in.readingsIn(),
        in.framesIn(),
        in.framesAccepted(),
        out.assessments(),
        out.duplicates(),
        out.rejected(),
        alarms(kafka),
        orders.size(),
        finite(in.readingsIn() / out.seconds()),
        finite(out.latencyMillisP50()),
        finite(out.latencyMillisP99()),
        out.seconds(),
        in.resumed(),
        orders);
  }

  private static long alarms(KafkaSettings kafka) {
    Set<String> ids = new HashSet<>();
    try (TopicReader<AssetId, AlarmEvent> reader = new TopicReader<>(kafka, Topics.ALARMS)) {
      reader.valuesToEnd().forEach(alarm -> ids.add(alarm.alarmId()));
    }
    return ids.size();
  }

  private static List<OrderDetail> orders(
      KafkaSettings kafka, @Nullable Function<Instant, Long> cycles) {
    Map<String, WorkOrder> asRaised = new TreeMap<>();
    try (TopicReader<String, WorkOrder> reader = new TopicReader<>(kafka, Topics.WORK_ORDERS)) {
      for (WorkOrder order : reader.valuesToEnd()) {
        asRaised.merge(order.workOrderId(), order, (a, b) -> a.revision() <= b.revision() ? a : b);
      }
    }
    return asRaised.values().stream()
        .sorted(Comparator.comparing(WorkOrder::raisedAt).thenComparing(WorkOrder::assetId))
        .map(order -> detail(order, cycles))
        .toList();
  }

  private static OrderDetail detail(WorkOrder order, @Nullable Function<Instant, Long> cycles) {
    var life = order.remainingLife();
    return new OrderDetail(
        order.assetId(),
        order.raisedAt(),
        cycles == null ? null : cycles.apply(order.raisedAt()),
        order.priority(),
        life == null ? null : life.lower(),
        life == null ? null : life.median(),
        life == null ? null : life.upper(),
        life == null ? null : life.unit(),
        order.failureMode());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The cycle of a time in a recording whose cycles last equally long. */
  public static Function<Instant, Long> cyclesOf(Instant epoch, Duration cycle) {
    return time -> Duration.between(epoch, time).dividedBy(cycle);
  }
}
