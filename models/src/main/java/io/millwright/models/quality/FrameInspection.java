package io.millwright.models.quality;

import io.millwright.models.signal.FrameSamples;

/**
 * Looks at the samples of a frame for what spoils everything computed from them: samples that are
 * no numbers, a channel that does not move, clipping. No allocation; one owner thread. The bounds
 * are choices, tested on sines, noise and clipped versions of both.
 */
public final class FrameInspection {
  /** So many samples at the end of the integer range are clipping; one may be a peak. */
  private static final int AT_RANGE_END = 2;

  /** So many samples of exactly the extreme value, at least, are a repeated extreme. */
  private static final int AT_EXTREME = 8;

  /**
   * The band below an extreme that the count at the extreme is compared with, as a part of the
   * range between the extremes. A sine spends six times longer in it than at a finely resolved
   * extreme; a signal cut at 1.1 times has ten times more samples at the extreme than in the band.
   */
  private static final float BAND = 0.01f;

  /**
   * How many times more samples must stand at an extreme than in the band, or at the next value.
   */
  private static final int EXCESS = 2;

  /**
   * So many consecutive samples at an extreme need no comparison with the next value. That
   * comparison is for a tone whose period is a whole number of samples: it repeats every value.
   */
  private static final int RUN = 3;

  /** With fewer counts between the extremes the band holds no count, and nothing can be told. */
  private static final int LEAST_COUNTS = 200;

  private int notNumbers;
  private int flatChannels;
  private int clippedChannels;

  /** Judges all channels of a frame; the findings are there until the next one is inspected. */
  public void inspect(FrameSamples frame) {
    notNumbers = 0;
    flatChannels = 0;
    clippedChannels = 0;
    for (int c = 0; c < frame.channels(); c++) {
      inspect(frame.channel(c), frame.quantum(), frame.lowest(), frame.highest());
    }
  }

  /** Samples that are NaN or infinite, of all channels. Such a frame must not be used. */
  public int notNumbers() {
    return notNumbers;
  }

  /** Channels all of whose samples are equal: sensor or cable. */
  public int flatChannels() {
    return flatChannels;
  }

  /**
   * Channels with samples at the end of the integer range, or with an extreme that is repeated as
   * only a limit repeats it: amplitudes are too low and harmonics false.
   */
  public int clippedChannels() {
    return clippedChannels;
  }

  private void inspect(float[] samples, float quantum, float lowest, float highest) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    int ends = 0;
    int bad = 0;
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        bad++;
        continue;
      }
      least = Math.min(least, sample);
      greatest = Math.max(greatest, sample);
      if (sample >= highest || sample <= lowest) { // false where the range is NaN
        ends++;
      }
    }
    notNumbers += bad;
    if (bad > 0 || samples.length < 2) {
      return; // a single sample neither moves nor stands still
    }
    if (least == greatest) {
      flatChannels++;
    } else if (ends >= AT_RANGE_END || isRepeated(samples, quantum, least, greatest)) {
      clippedChannels++;
    }
  }

  private static boolean isRepeated(float[] samples, float quantum, float least, float greatest) {
    float range = greatest - least;
    return range >= LEAST_COUNTS * quantum
        && (isLimit(samples, 1, greatest, BAND * range)
            || isLimit(samples, -1, -least, BAND * range));
  }

  /** Whether the greatest sample, after multiplication with the sign, is repeated by a limit. */
  private static boolean isLimit(float[] samples, int sign, float greatest, float band) {
    int at = 0;
    int run = 0;
    int longestRun = 0;
    int near = 0;
    float second = Float.NEGATIVE_INFINITY;
    int atSecond = 0;
    for (float signed : samples) {
      float sample = sign * signed;
      if (sample == greatest) {
        at++;
        run++;
        longestRun = Math.max(longestRun, run);
        continue;
      }
      run = 0;
      if (sample > greatest - band) {
        near++;
      }
      if (sample > second) {
        second = sample;
        atSecond = 1;
      } else if (sample == second) {
        atSecond++;
      }
    }
    return at >= AT_EXTREME && at > EXCESS * near && (longestRun >= RUN || at > EXCESS * atSecond);
  }
}
