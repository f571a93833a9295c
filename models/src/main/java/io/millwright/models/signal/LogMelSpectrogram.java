package io.millwright.models.signal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Log-mel levels of a frame of sound over time, in the bands of {@link SoundFeatures}: what a
 * person looks at where the jobs have means. Sound is brought to 16 kHz first.
 *
 * <p>A column is the mean power of eight short spectra, 0.26 s: machines are told apart by it,
 * words are not. Speech whose envelope holds nothing above 2 Hz is hardly understood (R. Drullman,
 * J. M. Festen, R. Plomp, "Effect of temporal envelope smearing on speech reception", J. Acoust.
 * Soc. Am. 95 (1994) 1053, doi:10.1121/1.408467); columns that far apart hold nothing above it.
 *
 * <p>An instance serves frames of one sample rate and length and owns its work buffers: one owner
 * thread.
 */
public final class LogMelSpectrogram {
  /** Number of mel bands. */
  public static final int BANDS = SoundFeatureNames.BANDS;

  private static final int SPECTRA_PER_COLUMN = 8;

  /** Below the noise of 24 bits in 1 Hz; levels here are absolute, unlike those of features. */
  private static final double LEAST_DENSITY = 1e-18;

  /** Fastest rate that is taken, as {@link SoundFeatures} does. */
  private static final double FASTEST_HZ = 400_000;

  private final int samples;
  private final boolean resampled;
  private final Resampler resampler;
  private final float[] centred;
  private final float[] sound;
  private final int columns;
  private final ShortTimeSpectrum spectra =
      new ShortTimeSpectrum(SoundFeatures.SPECTRUM_SAMPLES, SoundFeatures.HOP, false);
  private final MelFilterBank mel =
      new MelFilterBank(
          BANDS,
          SoundFeatures.SPECTRUM_SAMPLES,
          SoundFeatures.RATE_HZ,
          SoundFeatures.LOWEST_HZ,
          SoundFeatures.HIGHEST_HZ,
          MelScale.HTK);
  private final float[] power = new float[SoundFeatures.SPECTRUM_SAMPLES / 2 + 1];
  private final float[] bands = new float[BANDS];

  /**
   * @param sampleRateHz 4 to 400 kHz
   * @param samples of a frame; at least 64 ms
   */
  public LogMelSpectrogram(double sampleRateHz, int samples) {
    if (SampleRates.checked(sampleRateHz) < SoundFeatures.RATE_HZ / 4
        || sampleRateHz > FASTEST_HZ) {
      throw new IllegalArgumentException(
          "sound needs a sample rate of 4000 to 400000 Hz, was " + sampleRateHz);
    }
    this.samples = samples;
    this.resampled = Math.round(sampleRateHz) != Math.round(SoundFeatures.RATE_HZ);
    this.resampler = new Resampler(sampleRateHz, SoundFeatures.RATE_HZ, Math.max(1, samples));
    this.centred = new float[samples];
    this.sound = new float[resampler.length()];
    int frames = spectra.frames(sound.length);
    if (frames < 1) {
      throw new IllegalArgumentException(
          "a sound frame needs at least 64 ms, was " + samples + " samples at " + sampleRateHz);
    }
    this.columns = (frames + SPECTRA_PER_COLUMN - 1) / SPECTRA_PER_COLUMN;
  }

  /** Samples of a frame. */
  public int samples() {
    return samples;
  }

  /** Columns of a frame, at least one. */
  public int columns() {
    return columns;
  }

  /** From the start of a column to that of the next one. */
  public static double secondsPerColumn() {
    return SPECTRA_PER_COLUMN * SoundFeatures.HOP / SoundFeatures.RATE_HZ;
  }

  /** Centres of the bands in Hz, lowest first. */
  public static double[] centresHz() {
    double from = MelScale.HTK.mel(SoundFeatures.LOWEST_HZ);
    double step = (MelScale.HTK.mel(SoundFeatures.HIGHEST_HZ) - from) / (BANDS + 1);
    return IntStream.rangeClosed(1, BANDS)
        .mapToDouble(b -> MelScale.HTK.hz(from + b * step))
        .toArray();
  }

  /**
   * Levels of a frame.
   *
   * @param frame {@link #samples()} values
   * @return column after column, of each the bands from low to high: power density in dB re 1/Hz of
   *     the samples' unit squared, at least -180; what a slow sample rate does not reach is the
   *     least
   */
  public float[] compute(float[] frame) {
    if (frame.length != samples) {
      throw new IllegalArgumentException("need " + samples + " samples, were " + frame.length);
    }
    double total = 0;
    for (float sample : frame) {
      total += sample;
    }
    float mean = (float) (total / samples);
    for (int i = 0; i < samples; i++) {
      centred[i] = frame[i] - mean;
    }
    if (resampled) {
      resampler.apply(centred, sound);
    } else {
      System.arraycopy(centred, 0, sound, 0, samples);
    }
    // Density is 2|X|²/(rate Σw²); a mel band sums lines that are rate/N apart.
    double size = SoundFeatures.SPECTRUM_SAMPLES;
    double gain = 2 / (size * Window.HANN.powerGain()) / size;
    int frames = spectra.frames(sound.length);
    float[] levels = new float[columns * BANDS];
    for (int column = 0; column < columns; column++) {
      int first = column * SPECTRA_PER_COLUMN;
      int count = Math.min(SPECTRA_PER_COLUMN, frames - first);
      Arrays.fill(power, 0);
      for (int t = first; t < first + count; t++) {
        spectra.compute(sound, 0, sound.length, t);
        float[] magnitude = spectra.magnitude();
        for (int k = 0; k < power.length; k++) {
          power[k] += (float) (gain / count * magnitude[k] * magnitude[k]);
        }
      }
      mel.apply(power, bands);
      for (int b = 0; b < BANDS; b++) {
        levels[column * BANDS + b] = (float) (10 * Math.log10(Math.max(LEAST_DENSITY, bands[b])));
      }
    }
    return levels;
  }
}
