package io.millwright.dashboards.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What history keeps of one frame of one channel, so that people can look into it later.
 *
 * @param series where it belongs
 * @param time of the frame's first sample
 * @param rateHz values a second, above 0; of a spectrogram, columns a second
 * @param scale what a count stands for, above 0
 * @param shaftSpeedRpm mean over the frame; null if the frame does not say it
 * @param counts values over {@code scale}, rounded; owned by the block, not copied
 */
public record SignalBlock(
    BlockSeries series,
    Instant time,
    double rateHz,
    double scale,
    @Nullable Double shaftSpeedRpm,
    short[] counts) {

  public SignalBlock {
    if (!(rateHz > 0 && Double.isFinite(rateHz)) || !(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "a block needs a rate and a scale above 0, were " + rateHz + " and " + scale);
    }
    if (counts.length == 0) {
      throw new IllegalArgumentException("a block needs values");
    }
  }

  /** The values in the unit of their kind; a new array. */
  public float[] values() {
    float[] values = new float[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (counts[i] * scale);
    }
    return values;
  }

  /** Counts of values in steps of a scale; what lies beyond 16 bits is clipped. */
  static short[] quantised(float[] values, int length, double scale) {
    short[] counts = new short[length];
    for (int i = 0; i < length; i++) {
      long count = Math.round(values[i] / scale);
      counts[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, count));
    }
    return counts;
  }
}
