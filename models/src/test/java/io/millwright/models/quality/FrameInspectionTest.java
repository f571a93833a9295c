package io.millwright.models.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.models.signal.FrameSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound of one channel at 16 kHz; a value of 1.0 is full scale. */
class FrameInspectionTest {
  private static final int RATE = 16_000;

  private final FrameInspection inspection = new FrameInspection();

  @ParameterizedTest
  @ValueSource(doubles = {0.0004, 0.003, 0.01, 0.1, 0.99})
  void aSineOfAnyResolutionIsSound(double amplitude) {
    for (double hertz : new double[] {1, 10, 50, 440, 1000}) {
      inspect(i -> amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));

      assertThat(inspection.clippedChannels()).as("%s Hz", hertz).isZero();
      assertThat(inspection.flatChannels()).isZero();
      assertThat(inspection.notNumbers()).isZero();
    }
  }

  @Test
  void noiseIsSound() {
    Random random = new Random(1);

    inspect(i -> 0.1 * random.nextGaussian());

    assertThat(inspection.clippedChannels()).isZero();
  }

  @Test
  void findsSamplesAtTheEndsOfTheIntegerRange() {
    inspect(i -> i == 100 ? 2 : 0.01 * Math.sin(i));
    assertThat(inspection.clippedChannels()).as("one peak").isZero();

    inspect(i -> i == 100 || i == 700 ? -2 : 0.01 * Math.sin(i));
    assertThat(inspection.clippedChannels()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.9})
  void findsALimitBelowTheEndsOfTheRange(double limit) {
    inspect(i -> Math.min(0.3 * limit, 0.3 * Math.sin(2 * Math.PI * 50 * i / RATE)));
    assertThat(inspection.clippedChannels()).as("above").isEqualTo(1);

    inspect(i -> Math.max(-0.3 * limit, 0.3 * Math.sin(2 * Math.PI * 50 * i / RATE)));
    assertThat(inspection.clippedChannels()).as("below").isEqualTo(1);
  }

  @Test
  void findsALimitOfAToneWhosePeriodIsAWholeNumberOfSamples() {
    inspect(i -> Math.min(0.27, 0.3 * Math.sin(2 * Math.PI * 1000 * i / RATE)));

    assertThat(inspection.clippedChannels()).isEqualTo(1);
  }

  @Test
  void findsALimitOfNoiseInFloats() {
    Random random = new Random(2);
    float[] noise = new float[RATE];
    for (int i = 0; i < RATE; i++) {
      noise[i] = (float) Math.max(-0.25, Math.min(0.25, 0.1 * random.nextGaussian()));
    }

    inspect(noise);

    assertThat(inspection.clippedChannels()).isEqualTo(1);
  }

  @Test
  void findsAChannelThatDoesNotMove() {
    inspect(i -> 0.3);

    assertThat(inspection.flatChannels()).isEqualTo(1);
    assertThat(inspection.clippedChannels()).isZero();
  }

  @Test
  void countsWhatIsNoNumberAndJudgesThatChannelNoFurther() {
    float[] samples = {0, Float.NaN, 0, Float.NEGATIVE_INFINITY, 0};

    inspect(samples);

    assertThat(inspection.notNumbers()).isEqualTo(2);
    assertThat(inspection.flatChannels()).isZero();
  }

  @Test
  void forgetsTheFrameBefore() {
    inspect(i -> 0.3);
    inspect(i -> Math.sin(i));

    assertThat(inspection.flatChannels()).isZero();
  }

  private void inspect(IntToDoubleFunction signal) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, RATE)
        .mapToObj(signal::applyAsDouble)
        .forEach(x -> bytes.putShort((short) Math.max(-32768, Math.min(32767, x * 32768))));
    inspect(SampleFormat.INT16, bytes.array());
  }

  private void inspect(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    inspect(SampleFormat.FLOAT32, bytes.array());
  }

  private void inspect(SampleFormat format, byte[] bytes) {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    FrameSamples samples = new FrameSamples();
    samples.read(
        new AudioFrame(
            new AssetId("fan"),
            "mic",
            now,
            now,
            now,
            Origin.REPLAYED,
            1,
            RATE,
            List.of("mono"),
            null,
            format,
            bytes,
            null));
    inspection.inspect(samples);
  }
}
