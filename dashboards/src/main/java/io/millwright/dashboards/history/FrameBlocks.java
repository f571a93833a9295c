package io.millwright.dashboards.history;

import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.SignalFrame;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.models.signal.FrameSamples;
import io.millwright.models.signal.LogMelSpectrogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes blocks of a frame, one a channel: of vibration the samples, in the frame's own counts if
 * they have 16 bits, otherwise in 65535 steps between plus and minus the peak; of sound the log-mel
 * levels in tenths of a decibel, never the sound. The same frame makes the same blocks. Owned by
 * one thread.
 */
final class FrameBlocks {
  private static final double DECIBEL_STEP = 0.1;

  /** Sample rates and lengths of sound frames whose filters are kept. */
  private static final int SHAPES = 8;

  private final int mostSamples;
  private final FrameSamples samples = new FrameSamples();
  private final Map<Shape, LogMelSpectrogram> spectrograms =
      new LinkedHashMap<>(SHAPES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, LogMelSpectrogram> eldest) {
          return size() > SHAPES;
        }
      };

  private record Shape(double sampleRateHz, int samples) {}

  FrameBlocks(int mostSamples) {
    this.mostSamples = mostSamples;
  }

  /**
   * Blocks of a frame; none of a channel whose samples are no numbers.
   *
   * @throws IllegalArgumentException if the frame is of a unit, rate or length that cannot be used
   */
  List<SignalBlock> of(SignalFrame frame) {
    return frame instanceof WaveformFrame vibration
        ? vibration(vibration)
        : sound((AudioFrame) frame);
  }

  private List<SignalBlock> vibration(WaveformFrame frame) {
    samples.read(frame);
    int length = Math.min(mostSamples, samples.length()) & ~1; // spectra need an even number
    List<SignalBlock> blocks = new ArrayList<>(samples.channels());
    for (int c = 0; c < samples.channels(); c++) {
      float[] values = samples.channel(c);
      double peak = peak(values, length);
      if (length > 0 && Double.isFinite(peak)) {
        double own = frame.format() == SampleFormat.INT16 ? samples.quantum() : 0;
        double scale = own > 0 ? own : peak > 0 ? peak / Short.MAX_VALUE : 1;
        blocks.add(
            block(
                frame,
                c,
                BlockSeries.Kind.WAVEFORM,
                frame.sampleRateHz(),
                scale,
                SignalBlock.quantised(values, length, scale)));
      }
    }
    return blocks;
  }

  private List<SignalBlock> sound(AudioFrame frame) {
    samples.read(frame);
    LogMelSpectrogram spectrogram =
        spectrograms.computeIfAbsent(
            new Shape(frame.sampleRateHz(), samples.length()),
            shape -> new LogMelSpectrogram(shape.sampleRateHz(), shape.samples()));
    List<SignalBlock> blocks = new ArrayList<>(samples.channels());
    for (int c = 0; c < samples.channels(); c++) {
      if (Double.isFinite(peak(samples.channel(c), samples.length()))) {
        float[] levels = spectrogram.compute(samples.channel(c));
        int length =
            Math.min(
                levels.length, mostSamples / LogMelSpectrogram.BANDS * LogMelSpectrogram.BANDS);
        blocks.add(
            block(
                frame,
                c,
                BlockSeries.Kind.LOG_MEL,
                1 / LogMelSpectrogram.secondsPerColumn(),
                DECIBEL_STEP,
                SignalBlock.quantised(levels, length, DECIBEL_STEP)));
      }
    }
    return blocks;
  }

  private static SignalBlock block(
      SignalFrame frame,
      int channel,
      BlockSeries.Kind kind,
      double rateHz,
      double scale,
      short[] counts) {
    return new SignalBlock(
        new BlockSeries(frame.assetId(), frame.pointId(), frame.channels().get(channel), kind),
        frame.time(),
        rateHz,
        scale,
        frame.shaftSpeedRpm(),
        counts);
  }

  /** Largest magnitude; not finite if a sample is not. */
  private static double peak(float[] values, int length) {
    float peak = 0;
    for (int i = 0; i < length; i++) {
      float magnitude = Math.abs(values[i]);
      if (!(magnitude <= peak)) { // NaN too
        peak = magnitude;
        if (Float.isNaN(peak)) {
          return Double.NaN;
        }
      }
    }
    return peak;
  }
}
