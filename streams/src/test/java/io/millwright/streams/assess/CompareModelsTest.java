package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.models.release.ModelComparison;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;

class CompareModelsTest {
  private static final Instant DAY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(1);

  @Test
  void sumsUpAWindowWhateverOrderItsScansComeIn() throws Exception {
    try (var job = open()) {
      take(job, one(0, 4));
      take(job, one(1, 100));
      take(job, one(0, 8));
      job.setProcessingTime(5_001);

      assertThat(job.extractOutputValues()).hasSize(2);
      ModelEvaluation first =
          job.extractOutputValues().stream().filter(e -> e.from().equals(DAY)).findFirst().get();
      assertThat(first.assessments()).isEqualTo(2);
      assertThat(first.to()).isEqualTo(DAY.plus(LENGTH));
      assertThat(first.metrics().get(ModelComparison.MEAN_ABSOLUTE_DIFFERENCE))
          .isCloseTo(6, within(1e-12));
    }
  }

  @Test
  void tellsAWindowAgainOnlyWhenItHasChanged() throws Exception {
    try (var job = open()) {
      take(job, one(0, 4));
      take(job, one(1, 4));
      job.setProcessingTime(5_001);
      take(job, one(1, 8));
      job.setProcessingTime(20_000);

      assertThat(job.extractOutputValues())
          .extracting(ModelEvaluation::assessments)
          .containsExactlyInAnyOrder(1L, 1L, 2L);
    }
  }

  @Test
  void goesOnFromACheckpointAndTellsWhatWasNotTold() throws Exception {
    try (var job = restoredAfter(one(0, 4))) {
      job.setProcessingTime(5_001);
      assertThat(job.extractOutputValues()).hasSize(1);
      take(job, one(0, 8));
      job.setProcessingTime(11_000);

      assertThat(job.extractOutputValues().get(1).assessments()).isEqualTo(2);
    }
  }

  /** A scan of another window before the timer of before must not hide what was not told. */
  @Test
  void tellsAllOnceAfterARestore() throws Exception {
    try (var job = restoredAfter(one(0, 4))) {
      take(job, one(1, 8));
      job.setProcessingTime(20_000);

      assertThat(job.extractOutputValues())
          .extracting(ModelEvaluation::from)
          .contains(DAY, DAY.plus(LENGTH));
    }
  }

  /** What is kept from before says another length of window than scans do after a restart. */
  @Test
  void beginsAWindowAnewThatWasKeptWithAnotherLength() throws Exception {
    try (var job = restoredAfter(one(0, 4))) {
      Duration hour = Duration.ofHours(1);
      take(job, one(DAY, hour, 6));
      take(job, one(DAY, hour, 8));
      job.setProcessingTime(5_001);

      assertThat(job.extractOutputValues()).hasSize(1);
      ModelEvaluation told = job.extractOutputValues().get(0);
      assertThat(told.to()).isEqualTo(DAY.plus(hour));
      assertThat(told.assessments()).isEqualTo(2);
      assertThat(told.metrics().get(ModelComparison.MEAN_ABSOLUTE_DIFFERENCE))
          .isCloseTo(7, within(1e-12));
    }
  }

  /** Sums of a checkpoint from before classes were told apart. */
  @Test
  void readsSumsOfTheFirstFormat() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    for (String text : List.of("m", "2", "1")) {
      StringValue.writeString(text, out);
    }
    out.writeLong(DAY.toEpochMilli());
    out.writeLong(LENGTH.toMillis());
    for (long sum : new long[] {1, 1, 0, 0, 1}) {
      out.writeLong(sum);
    }
    out.writeDouble(4);
    out.writeLong(1);
    out.writeDouble(9);
    out.writeDouble(7);

    ModelComparison read =
        new ModelComparisonSerializer()
            .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    ModelComparison today = one(0, 4);
    assertThat(read.equipmentClass()).isNull();
    assertThat(read.pair()).isEqualTo("m@2 1");
    assertThat(read.evaluation().metrics()).isEqualTo(today.evaluation().metrics());
    DataOutputSerializer again = new DataOutputSerializer(64);
    new ModelComparisonSerializer().serialize(today, again);
    assertThat(
            new ModelComparisonSerializer()
                .deserialize(new DataInputDeserializer(again.getCopyOfBuffer())))
        .isEqualTo(today);
  }

  @Test
  void refusesSumsOfAFormatOfTheFuture() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new ModelComparisonSerializer().serialize(one(0, 4), out);
    byte[] future = out.getCopyOfBuffer();
    future[0] = 3;

    assertThatThrownBy(
            () -> new ModelComparisonSerializer().deserialize(new DataInputDeserializer(future)))
        .isInstanceOf(IOException.class)
        .hasMessage("comparison of format 3, known are 1 to 2");
  }

  @Test
  void keepsABoundedNumberOfWindows() throws Exception {
    try (var job = open()) {
      for (int day = 1; day <= 100; day++) {
        take(job, one(day, 4));
      }
      take(job, one(0, 4));
      job.setProcessingTime(5_001);

      assertThat(job.extractOutputValues())
          .hasSize(31)
          .noneMatch(e -> e.from().isBefore(DAY.plus(LENGTH.multipliedBy(70))));
    }
  }

  private static ModelComparison one(int day, double difference) {
    return one(DAY.plus(LENGTH.multipliedBy(day)), LENGTH, difference);
  }

  private static ModelComparison one(Instant from, Duration length, double difference) {
    return new ModelComparison(
        "m", "2", "1", "pump", from, length, 1, 1, 0, 0, 1, difference, 1, 9, 7);
  }

  private static void take(
      KeyedOneInputStreamOperatorTestHarness<String, ModelComparison, ModelEvaluation> job,
      ModelComparison one)
      throws Exception {
    job.processElement(new StreamRecord<>(one));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ModelComparison, ModelEvaluation>
      open() throws Exception {
    var job = harness();
    job.open();
    return job;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ModelComparison, ModelEvaluation>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new CompareModels(Duration.ofSeconds(5))),
        ModelComparison::pair,
        Types.STRING);
  }

  /** One that begins from the checkpoint of one that has taken this. */
  private static KeyedOneInputStreamOperatorTestHarness<String, ModelComparison, ModelEvaluation>
      restoredAfter(ModelComparison taken) throws Exception {
    OperatorSubtaskState state;
    try (var job = open()) {
      take(job, taken);
      state = job.snapshot(1, 1);
    }
    var job = harness();
    job.setup();
    job.initializeState(state);
    job.open();
    return job;
  }
}
