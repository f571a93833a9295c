package io.millwright.streams;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.release.ModelComparison;
import io.millwright.streams.assess.AssessAssets;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.assess.Patience;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.Bundles;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Flink's harness around the function that assesses. */
public final class AssessHarness
    extends KeyedBroadcastOperatorTestHarness<String, Arrival, ModelRelease, Assessment> {

  private AssessHarness(AssessAssets function) throws Exception {
    super(
        new CoBroadcastWithKeyedOperator<>(function, List.of(AssessAssets.RELEASES)),
        Arrival::assetKey,
        Types.STRING,
        1,
        1,
        0);
    setProcessingTime(ArrivalHarness.NOW);
  }

  /** Not open yet, so that state can be restored first; nothing is ever released. */
  public static AssessHarness of(Patience patience) throws Exception {
    return of(patience, List.of(), new InMemoryBundles());
  }

  /** Not open yet. */
  public static AssessHarness of(Patience patience, List<ModelBinding> models, Bundles bundles)
      throws Exception {
    return new AssessHarness(
        new AssessAssets(
            AssessorSettings.DEFAULT, models, patience, bundles, AssessmentConfig.COMPARE_OVER));
  }

  public void take(Arrival... arrivals) throws Exception {
    for (Arrival arrival : arrivals) {
      processElement(new StreamRecord<>(arrival));
    }
  }

  /** Tells of releases. */
  public void release(List<ModelRelease> releases) throws Exception {
    for (ModelRelease release : releases) {
      processBroadcastElement(new StreamRecord<>(release));
    }
  }

  /** What was made so far. */
  public List<Assessment> made() {
    return extractOutputValues();
  }

  /** What was said in the dark so far. */
  public List<Assessment> inTheDark() {
    return side(AssessAssets.SHADOW);
  }

  /** How it compares. */
  public List<ModelComparison> compared() {
    return side(AssessAssets.COMPARED);
  }

  /** What was rejected so far. */
  public List<RejectedTelemetry> rejected() {
    return side(AssessAssets.REJECTED);
  }

  /** Why it was. */
  public List<RejectionReason> reasons() {
    return rejected().stream().map(RejectedTelemetry::reason).toList();
  }

  /** Assets that left state. */
  public int numKeyedStateEntries() {
    KeyedStateBackend<?> backend = ((AbstractStreamOperator<?>) operator).getKeyedStateBackend();
    return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    var queue = getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }
}
