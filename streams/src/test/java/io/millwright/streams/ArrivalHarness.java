package io.millwright.streams;

import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.streams.flink.Arrival;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * Flink's harness around a function that takes arrivals by asset and rejects some of them.
 *
 * @param <T> what the function makes
 */
public final class ArrivalHarness<T>
    extends KeyedOneInputStreamOperatorTestHarness<String, Arrival, T> {
  /** Wall clock at the start, epoch milliseconds. */
  public static final long NOW = 1_000_000;

  private final OutputTag<RejectedTelemetry> rejections;

  /** Not open yet, so that state can be restored first. */
  public ArrivalHarness(
      KeyedProcessFunction<String, Arrival, T> function, OutputTag<RejectedTelemetry> rejections)
      throws Exception {
    super(new KeyedProcessOperator<>(function), Arrival::assetKey, Types.STRING);
    this.rejections = rejections;
    setProcessingTime(NOW);
  }

  public void take(Arrival... arrivals) throws Exception {
    for (Arrival arrival : arrivals) {
      processElement(new StreamRecord<>(arrival));
    }
  }

  /** What was made so far. */
  public List<T> made() {
    return extractOutputValues();
  }

  /** What was rejected so far. */
  public List<RejectedTelemetry> rejected() {
    var queue = getSideOutput(rejections);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  /** Why it was. */
  public List<RejectionReason> reasons() {
    return rejected().stream().map(RejectedTelemetry::reason).toList();
  }
}
