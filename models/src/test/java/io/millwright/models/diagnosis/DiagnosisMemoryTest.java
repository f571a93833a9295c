package io.millwright.models.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiagnosisMemoryTest {
  @Test
  void shortSnapshotsAddUpToEnough() {
    DiagnosisMemory memory = new DiagnosisMemory(1);
    for (int i = 0; i < 8; i++) {
      assertThat(memory.isEnough()).isFalse();
      memory.update(new float[] {1}, 3);
    }
    memory.update(new float[] {1}, 3);

    assertThat(memory.isEnough()).isTrue();
    assertThat(memory.revolutions()).isEqualTo(27);
  }

  @Test
  void meansAreOfWhatWasSeenAndForgetSlowly() {
    DiagnosisMemory memory = new DiagnosisMemory(2);
    memory.update(new float[] {10, Float.NaN}, 1);
    memory.update(new float[] {20, Float.NaN}, 1);

    // Nearly equal weights: one revolution is a hundredth of what is remembered.
    assertThat(memory.features()[0]).isCloseTo(15, within(0.1f));
    assertThat(memory.features()[1]).isNaN();

    memory.update(new float[] {0, 7}, 1000);
    assertThat(memory.features()[0]).isCloseTo(0, within(0.01f));
    assertThat(memory.features()[1]).isEqualTo(7);
  }

  @Test
  void framesAtAnUnknownSpeedAreLeftOut() {
    DiagnosisMemory memory = new DiagnosisMemory(1);
    memory.update(new float[] {1}, Double.NaN);

    assertThat(memory.revolutions()).isZero();
    assertThat(memory.features()[0]).isNaN();
  }

  @Test
  void whatIsNoLongerSeenFades() {
    DiagnosisMemory memory = new DiagnosisMemory(2);
    memory.update(new float[] {30, 1}, 200);
    for (int i = 0; i < 20; i++) {
      memory.update(new float[] {Float.NaN, 1}, 10);
    }
    // 200 revolutions later: e^-2 of the weight is left.
    assertThat(memory.features()[0]).isEqualTo(30);
    for (int i = 0; i < 5; i++) {
      memory.update(new float[] {Float.NaN, 1}, 10);
    }
    assertThat(memory.features()[0]).isNaN();
    assertThat(DiagnosisMemory.fromBytes(memory.toBytes()).features()).isEqualTo(memory.features());

    memory.update(new float[] {5, 1}, 100);
    assertThat(memory.features()[0]).as("the old value hardly counts").isBetween(5f, 8f);
    assertThat(memory.features()[1]).isEqualTo(1);
  }

  @Test
  void revolutionsAreThoseThatTheMeanSpans() {
    DiagnosisMemory memory = new DiagnosisMemory(1);
    for (int i = 0; i < 1000; i++) {
      memory.update(new float[] {1}, 30);
    }
    assertThat(memory.revolutions()).isEqualTo(200);
    assertThat(DiagnosisMemory.fromBytes(memory.toBytes()).revolutions()).isEqualTo(200);
  }

  @Test
  void goesOnFromItsBytesAsIfNothingHappened() {
    DiagnosisMemory memory = new DiagnosisMemory(2);
    memory.update(new float[] {1, Float.NaN}, 10);
    DiagnosisMemory restored = DiagnosisMemory.fromBytes(memory.toBytes());
    memory.update(new float[] {4, 2}, 10);
    restored.update(new float[] {4, 2}, 10);

    assertThat(restored.features()).isEqualTo(memory.features());
    assertThat(restored.toBytes()).isEqualTo(memory.toBytes());
  }

  @Test
  void refusesOtherBytes() {
    byte[] bytes = new DiagnosisMemory(1).toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> DiagnosisMemory.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
    byte[] cut = Arrays.copyOf(new DiagnosisMemory(1).toBytes(), 12);
    assertThatThrownBy(() -> DiagnosisMemory.fromBytes(cut))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
