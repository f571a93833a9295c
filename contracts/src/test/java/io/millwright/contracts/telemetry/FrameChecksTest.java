package io.millwright.contracts.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Examples;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameChecksTest {
  private static final byte[] EIGHT = new byte[8];
  private static final List<String> XY = List.of("x", "y");

  @Test
  void aFrameKnowsHowManySamplesAChannelHas() {
    assertThat(frame(25_600, XY, 1, SampleFormat.INT16, EIGHT, null).samplesPerChannel())
        .isEqualTo(2);
    assertThat(frame(25_600, XY, 1, SampleFormat.FLOAT32, EIGHT, null).samplesPerChannel())
        .isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeAFrame() {
    refused("has no samples", 25_600, XY, 1, new byte[0], null);
    refused("8 bytes are no whole number of samples", 25_600, List.of("x", "y", "z"), 1, EIGHT, 0d);
    refused("has no channel", 25_600, List.of(), 1, EIGHT, null);
    for (double rate : new double[] {0, -1, 1e-9, 1e12, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("sampleRateHz " + rate, rate, XY, 1, EIGHT, null);
    }
    for (double scale : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("scale " + scale, 25_600, XY, scale, EIGHT, null);
    }
    refused("shaftSpeedRpm NaN", 25_600, XY, 1, EIGHT, Double.NaN);
    refused("shaftSpeedRpm -1.0", 25_600, XY, 1, EIGHT, -1d);
    refused("shaftSpeedRpm 1.0E300", 25_600, XY, 1, EIGHT, 1e300);
  }

  /** Lengths come from the wire; a false one must not cost the memory that it claims. */
  @Test
  void aFrameWhoseBytesClaimAFalseLengthIsUndecodable() {
    AvroCodec<WaveformFrame> codec = AvroCodec.of(WaveformFrame.class);
    byte[] samples = new byte[64];
    Arrays.fill(samples, (byte) 0x55);
    byte[] good = codec.encode(frame(25_600, XY, 1, SampleFormat.INT16, samples, null));
    int length = indexOfSamples(good) - 2; // 64 stands there in two bytes
    byte[] twoBillion = {(byte) 0xf0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    byte[] bad = Arrays.copyOf(good, good.length);
    System.arraycopy(twoBillion, 0, bad, length, twoBillion.length);

    assertThatThrownBy(() -> codec.decode(bad))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("a length of 2147483640 in a record of");
  }

  @Test
  void aFrameThatIsCutAnywhereIsUndecodable() {
    AvroCodec<AudioFrame> codec = AvroCodec.of(AudioFrame.class);
    AudioFrame example =
        (AudioFrame)
            Examples.all().stream().filter(AudioFrame.class::isInstance).findFirst().orElseThrow();
    byte[] good = codec.encode(example);

    for (int cut = 10; cut < good.length; cut++) {
      byte[] bytes = Arrays.copyOf(good, cut);
      assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UndecodableException.class);
    }
  }

  private static int indexOfSamples(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0x55 && bytes[i + 1] == 0x55 && bytes[i + 2] == 0x55) {
        return i;
      }
    }
    throw new AssertionError("no samples");
  }

  private static void refused(
      String why,
      double rate,
      List<String> channels,
      double scale,
      byte[] samples,
      @Nullable Double shaftSpeedRpm) {
    assertThatThrownBy(
            () -> frame(rate, channels, scale, SampleFormat.INT16, samples, shaftSpeedRpm))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static WaveformFrame frame(
      double rate,
      List<String> channels,
      double scale,
      SampleFormat format,
      byte[] samples,
      @Nullable Double shaftSpeedRpm) {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    return new WaveformFrame(
        new AssetId("fan"),
        "de",
        now,
        now,
        now,
        Origin.MEASURED,
        1,
        rate,
        channels,
        "m/s2",
        scale,
        format,
        samples,
        shaftSpeedRpm);
  }
}
