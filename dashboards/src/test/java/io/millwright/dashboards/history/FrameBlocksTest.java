package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.models.signal.LogMelSpectrogram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameBlocksTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final AssetId FAN = new AssetId("fan-1");

  @Test
  void keepsSixteenBitSamplesExactlyAndNoMoreThanAllowed() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * 2 * 1_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1_000; i++) {
      bytes.putShort((short) (31 * i)).putShort((short) (-7 * i));
    }
    WaveformFrame frame = frame(T0, SampleFormat.INT16, bytes.array(), List.of("x", "y"), 1_480.0);

    List<SignalBlock> blocks = new FrameBlocks(257).of(frame);

    assertThat(blocks).hasSize(2);
    SignalBlock y = blocks.get(1);
    assertThat(y.series()).isEqualTo(new BlockSeries(FAN, "de", "y", BlockSeries.Kind.WAVEFORM));
    assertThat(y.counts()).hasSize(256);
    assertThat(y.counts()[200]).isEqualTo((short) -1_400);
    assertThat(y.scale()).isCloseTo(0.5 * 9.80665, within(1e-6));
    assertThat(y.shaftSpeedRpm()).isEqualTo(1_480.0);
    assertThat(new FrameBlocks(257).of(frame).get(1).counts()).isEqualTo(y.counts());
  }

  @Test
  void keepsOtherSamplesToAPartIn65535OfTheirPeakToPeak() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * 512).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 512; i++) {
      bytes.putFloat((float) (3.7 * Math.sin(i / 5.0)));
    }

    SignalBlock block =
        new FrameBlocks(1_000)
            .of(frame(T0, SampleFormat.FLOAT32, bytes.array(), List.of("x"), null))
            .get(0);

    float[] values = block.values();
    for (int i = 0; i < 512; i++) {
      double truth = 0.5 * 9.80665 * 3.7 * Math.sin(i / 5.0);
      assertThat((double) values[i]).isCloseTo(truth, within(block.scale() * 0.51));
    }
    assertThat(block.scale()).isLessThan(0.5 * 9.80665 * 3.7 / 32_000);
  }

  @Test
  void makesNoBlockOfAChannelThatIsNoNumberAndRefusesAnUnknownUnit() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * 4 * 512).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 512; i++) {
      bytes.putFloat(i == 100 ? Float.NaN : 1).putFloat(2);
    }
    FrameBlocks maker = new FrameBlocks(1_000);

    assertThat(maker.of(frame(T0, SampleFormat.FLOAT32, bytes.array(), List.of("x", "y"), null)))
        .extracting(b -> b.series().channel())
        .containsExactly("y");
    assertThatThrownBy(
            () -> maker.of(frame(T0, SampleFormat.FLOAT32, bytes.array(), List.of("x"), "V")))
        .hasMessageContaining("'V'");
  }

  @Test
  void keepsOnlyTheColourOfASound() {
    int rate = 16_000;
    ByteBuffer bytes = ByteBuffer.allocate(2 * rate).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate; i++) {
      bytes.putShort((short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / rate)));
    }
    AudioFrame frame =
        new AudioFrame(
            FAN,
            "mic",
            T0,
            T0,
            T0,
            Origin.MEASURED,
            1,
            rate,
            List.of("mono"),
            null,
            SampleFormat.INT16,
            bytes.array(),
            null);

    SignalBlock block = new FrameBlocks(16_384).of(frame).get(0);

    // 16000 samples hold 30 short spectra: four columns of 32 bands, 128 numbers a second.
    assertThat(block.counts()).hasSize(4 * LogMelSpectrogram.BANDS);
    assertThat(block.series().kind()).isEqualTo(BlockSeries.Kind.LOG_MEL);
    float[] levels = block.values();
    int loudest = 0;
    for (int b = 1; b < LogMelSpectrogram.BANDS; b++) {
      loudest = levels[b] > levels[loudest] ? b : loudest;
    }
    double[] centres = LogMelSpectrogram.centresHz();
    assertThat(centres[loudest]).isBetween(centres[loudest - 1], 1_100.0);
    assertThat(Math.abs(centres[loudest] - 1_000)).isLessThan(80);
  }

  @Test
  void keepsOneFrameOfAnIntervalAndMoreWhileACaseIsOpen() {
    BlockIntake intake =
        new BlockIntake(
            new BlockSettings("g", Duration.ofMinutes(10), Duration.ofMinutes(1), 16_384));
    byte[] samples = new byte[2 * 512];

    int usual = kept(intake, samples, 0, 3_600);
    intake.take(HistoryExamples.openCase(FAN.value(), T0));
    int watched = kept(intake, samples, 3_600, 7_200);
    Advisory open = HistoryExamples.openCase(FAN.value(), T0);
    intake.take(closed(open));
    int after = kept(intake, samples, 7_200, 10_800);
    int again = kept(new BlockIntake(BlockSettings.DEFAULT), samples, 0, 3_600);

    assertThat(usual).isEqualTo(6);
    assertThat(watched).isEqualTo(60);
    assertThat(after).isEqualTo(6);
    assertThat(again).isEqualTo(6);
  }

  private static int kept(BlockIntake intake, byte[] samples, int from, int to) {
    int kept = 0;
    for (int second = from; second < to; second += 10) {
      Instant time = T0.plusSeconds(second);
      kept += intake.take(frame(time, SampleFormat.INT16, samples, List.of("x"), null)).size();
    }
    return kept;
  }

  private static Advisory closed(Advisory open) {
    return new Advisory(
        open.caseId(),
        open.revision() + 1,
        open.assetId(),
        open.itemId(),
        Advisory.Status.CLOSED_REPAIRED,
        open.priority(),
        open.openedAt(),
        open.updatedAt(),
        open.reason(),
        open.findings(),
        open.remainingLife(),
        null,
        open.origin(),
        open.provenance());
  }

  private static WaveformFrame frame(
      Instant time,
      SampleFormat format,
      byte[] samples,
      List<String> channels,
      @Nullable Object extra) {
    return new WaveformFrame(
        FAN,
        "de",
        time,
        time,
        time,
        Origin.MEASURED,
        1,
        25_600,
        channels,
        extra instanceof String unit ? unit : "g",
        0.5,
        format,
        samples,
        extra instanceof Double rpm ? rpm : null);
  }
}
