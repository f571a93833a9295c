package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameSamplesTest {
  private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> XY = List.of("x", "y");

  private final FrameSamples samples = new FrameSamples();

  @Test
  void readsInterleavedSixteenBitIntegersAsAcceleration() {
    byte[] bytes = int16(1, -1, 32767, -32768, 1000, 0);

    samples.read(waveform(XY, "m/s2", 0.5, SampleFormat.INT16, bytes));

    assertThat(samples.channels()).isEqualTo(2);
    assertThat(samples.length()).isEqualTo(3);
    assertThat(samples.channel(0)).containsExactly(0.5f, 16383.5f, 500f);
    assertThat(samples.channel(1)).containsExactly(-0.5f, -16384f, 0f);
    assertThat(samples.quantum()).isEqualTo(0.5f);
    assertThat(samples.highest()).isEqualTo(16383.5f);
    assertThat(samples.lowest()).isEqualTo(-16383.5f);
  }

  @Test
  void readsTwentyFourBitIntegersWithTheirSign() {
    byte[] bytes = {
      1,
      0,
      0, // 1
      (byte) 0xff,
      (byte) 0xff,
      (byte) 0xff, // -1
      (byte) 0xff,
      (byte) 0xff,
      0x7f, // greatest
      0,
      0,
      (byte) 0x80 // least
    };

    samples.read(waveform(List.of("x"), "m/s2", 1, SampleFormat.INT24, bytes));

    assertThat(samples.channel(0)).containsExactly(1f, -1f, 8_388_607f, -8_388_608f);
  }

  @Test
  void turnsUnitsIntoMetresPerSecondSquared() {
    assertThat(oneThousandIn("m/s2")).isEqualTo(1000f);
    assertThat(oneThousandIn("mm/s2")).isEqualTo(1f);
    assertThat(oneThousandIn("[g]")).isEqualTo(9806.65f);
    assertThat(oneThousandIn("g")).isEqualTo(9806.65f);
    assertThat(oneThousandIn("m[g]")).isEqualTo(9.80665f);
    assertThat(oneThousandIn("Gal")).isEqualTo(10f);
  }

  @Test
  void refusesAUnitThatIsNoAcceleration() {
    assertThatThrownBy(() -> oneThousandIn("mm/s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unit 'mm/s' is no acceleration");
  }

  @Test
  void keepsFloatsAndTheirNan() {
    byte[] bytes = float32(0.25f, Float.NaN, -3e5f, Float.POSITIVE_INFINITY);

    samples.read(waveform(XY, "m/s2", 2, SampleFormat.FLOAT32, bytes));

    assertThat(samples.channel(0)).containsExactly(0.5f, -6e5f);
    assertThat(samples.channel(1)).containsExactly(Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(samples.quantum()).isZero();
    assertThat(samples.highest()).isNaN();
  }

  @Test
  void givesSoundWithFullScaleOneOrInPascal() {
    byte[] bytes = int16(16384, -32768);

    samples.read(audio(null, SampleFormat.INT16, bytes));
    assertThat(samples.channel(0)).containsExactly(0.5f, -1f);

    samples.read(audio(20.0, SampleFormat.INT16, bytes));
    assertThat(samples.channel(0)).containsExactly(10f, -20f);

    samples.read(audio(2.0, SampleFormat.FLOAT32, float32(0.5f)));
    assertThat(samples.channel(0)).containsExactly(1f);
  }

  @Test
  void readsFramesOfLengthsSeenBeforeIntoTheSameArrays() {
    WaveformFrame three = waveform(XY, "m/s2", 1, SampleFormat.INT16, int16(1, 2, 3, 4, 5, 6));
    WaveformFrame one = waveform(XY, "m/s2", 1, SampleFormat.INT16, int16(7, 8));

    samples.read(three);
    float[] first = samples.channel(1);
    samples.read(one);
    float[] other = samples.channel(1);
    samples.read(three);

    assertThat(samples.channel(1)).isSameAs(first).isNotSameAs(other).containsExactly(2f, 4f, 6f);
  }

  @Test
  void hasNoChannelBeyondThoseOfTheFrame() {
    samples.read(waveform(XY, "m/s2", 1, SampleFormat.INT16, int16(1, 2)));
    samples.read(audio(null, SampleFormat.INT16, int16(1)));

    assertThatThrownBy(() -> samples.channel(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private float oneThousandIn(String unit) {
    samples.read(waveform(List.of("x"), unit, 1, SampleFormat.INT16, int16(1000)));
    return samples.channel(0)[0];
  }

  private static WaveformFrame waveform(
      List<String> channels, String unit, double scale, SampleFormat format, byte[] bytes) {
    return new WaveformFrame(
        new AssetId("fan"),
        "de",
        T,
        T,
        T,
        Origin.REPLAYED,
        1,
        25_600,
        channels,
        unit,
        scale,
        format,
        bytes,
        null);
  }

  private static AudioFrame audio(
      @Nullable Double pascalPerUnit, SampleFormat format, byte[] bytes) {
    return new AudioFrame(
        new AssetId("fan"),
        "mic",
        T,
        T,
        T,
        Origin.REPLAYED,
        1,
        16_000,
        List.of("mono"),
        pascalPerUnit,
        format,
        bytes,
        null);
  }

  private static byte[] int16(int... counts) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * counts.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int count : counts) {
      bytes.putShort((short) count);
    }
    return bytes.array();
  }

  private static byte[] float32(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
