package io.millwright.ingest;

import static io.millwright.ingest.Frames.FAN;
import static io.millwright.ingest.Frames.MONO;
import static io.millwright.ingest.Frames.T;
import static io.millwright.ingest.Frames.XY;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.ingest.ScanValidator.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameValidatorTest {
  private static final Instant NOW = T.plusSeconds(60);
  private static final byte[] EIGHT = new byte[8];

  @Test
  void acceptsSoundFrames() {
    assertThat(check(Frames.waveform(1, SampleFormat.INT16, EIGHT))).isNull();
    assertThat(check(Frames.waveform(1, SampleFormat.INT24, new byte[6]))).isNull();
    assertThat(check(Frames.sound(1, SampleFormat.FLOAT32, EIGHT))).isNull();
  }

  @Test
  void rejectsAFrameOfAnUndeclaredAsset() {
    assertThat(reject(null, Frames.waveform(1, SampleFormat.INT16, EIGHT)))
        .isEqualTo(new Rejection(RejectionReason.UNKNOWN_ASSET, "asset 'fan' is not declared"));
  }

  @Test
  void rejectsAnotherPointKindOrListOfChannels() {
    assertThat(check(with("nde", XY, 25_600, "m/s2", 1, EIGHT, T)))
        .isEqualTo(
            new Rejection(RejectionReason.CHANNEL_MISMATCH, "the asset has no signal point 'nde'"));
    assertThat(check(with("mic", MONO, 25_600, "m/s2", 1, EIGHT, T)))
        .isEqualTo(
            new Rejection(
                RejectionReason.CHANNEL_MISMATCH,
                "a frame of VIBRATION for signal point mic, which is SOUND"));
    assertThat(check(soundOn("de", XY)))
        .isEqualTo(
            new Rejection(
                RejectionReason.CHANNEL_MISMATCH,
                "a frame of SOUND for signal point de, which is VIBRATION"));
    assertThat(check(with("de", List.of("y", "x"), 25_600, "m/s2", 1, EIGHT, T)))
        .isEqualTo(
            new Rejection(
                RejectionReason.CHANNEL_MISMATCH, "channels [y, x], the signal point has [x, y]"));
    assertThat(reason(with("de", List.of(), 25_600, "m/s2", 1, EIGHT, T)))
        .isEqualTo(RejectionReason.CHANNEL_MISMATCH);
  }

  @Test
  void rejectsImpossibleSampleRates() {
    for (double rate :
        new double[] {0, -25_600, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1.1e6}) {
      assertThat(check(with("de", XY, rate, "m/s2", 1, EIGHT, T)))
          .isEqualTo(
              new Rejection(
                  RejectionReason.IMPOSSIBLE_VALUE,
                  "sample rate " + rate + " Hz, possible is 1.0 to 1000000.0"));
    }
  }

  @Test
  void rejectsAUnitThatIsNoAccelerationAndAUselessScale() {
    assertThat(check(with("de", XY, 25_600, "mm/s", 1, EIGHT, T)))
        .isEqualTo(
            new Rejection(
                RejectionReason.IMPOSSIBLE_VALUE,
                "unit 'mm/s' is no acceleration; write for example m/s2 or [g]"));
    assertThat(reason(with("de", XY, 25_600, "[g]", Double.NaN, EIGHT, T)))
        .isEqualTo(RejectionReason.IMPOSSIBLE_VALUE);
    assertThat(reason(with("de", XY, 25_600, "[g]", 0, EIGHT, T)))
        .isEqualTo(RejectionReason.IMPOSSIBLE_VALUE);
  }

  @Test
  void rejectsNoSamplesAndHalfSamplesAndTooMany() {
    assertThat(check(with("de", XY, 25_600, "m/s2", 1, new byte[0], T)))
        .isEqualTo(new Rejection(RejectionReason.UNREADABLE, "the frame holds no samples"));
    assertThat(check(with("de", XY, 25_600, "m/s2", 1, new byte[6], T)))
        .isEqualTo(
            new Rejection(
                RejectionReason.UNREADABLE,
                "6 bytes are no whole number of samples of 2 channels in INT16"));
    assertThat(check(with("de", XY, 25_600, "m/s2", 1, new byte[4_000_004], T)))
        .isEqualTo(
            new Rejection(
                RejectionReason.OTHER, "4000004 bytes are more than 4000000; send shorter frames"));
  }

  @Test
  void rejectsFloatsThatAreNoNumbers() {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1)
            .putFloat(Float.NaN)
            .putFloat(2)
            .putFloat(Float.NEGATIVE_INFINITY)
            .array();

    assertThat(check(Frames.sound(1, SampleFormat.FLOAT32, bytes)))
        .isEqualTo(
            new Rejection(RejectionReason.NOT_A_NUMBER, "2 of 4 samples are NaN or infinite"));
    assertThat(check(Frames.sound(1, SampleFormat.INT16, bytes))).isNull();
  }

  @Test
  void rejectsImpossibleTimes() {
    assertThat(reason(with("de", XY, 25_600, "m/s2", 1, EIGHT, Instant.EPOCH)))
        .isEqualTo(RejectionReason.IMPOSSIBLE_TIME);
    assertThat(reason(with("de", XY, 25_600, "m/s2", 1, EIGHT, NOW.plus(Duration.ofHours(1)))))
        .isEqualTo(RejectionReason.IMPOSSIBLE_TIME);
  }

  private static @Nullable Rejection check(SourceRecord.Frame frame) {
    return reject(FAN, frame);
  }

  private static @Nullable Rejection reject(@Nullable Asset asset, SourceRecord.Frame frame) {
    return FrameValidator.check(asset, frame, NOW);
  }

  private static @Nullable RejectionReason reason(SourceRecord.Frame frame) {
    Rejection rejection = check(frame);
    return rejection == null ? null : rejection.reason();
  }

  private static SourceRecord.Waveform with(
      String point,
      List<String> channels,
      double rate,
      String unit,
      double scale,
      byte[] samples,
      Instant time) {
    return new SourceRecord.Waveform(
        new SourcePosition("de.bin", 1),
        FAN.id(),
        point,
        time,
        null,
        Origin.MEASURED,
        1,
        rate,
        channels,
        unit,
        scale,
        SampleFormat.INT16,
        samples,
        null);
  }

  private static SourceRecord.Sound soundOn(String point, List<String> channels) {
    return new SourceRecord.Sound(
        new SourcePosition("mic.wav", 1),
        FAN.id(),
        point,
        T,
        null,
        Origin.MEASURED,
        1,
        16_000,
        channels,
        null,
        SampleFormat.INT16,
        EIGHT,
        null);
  }
}
