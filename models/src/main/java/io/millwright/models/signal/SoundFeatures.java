package io.millwright.models.signal;

import io.millwright.contracts.feature.FeatureSchema;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The features of one microphone over one frame, in the order of {@link #SCHEMA}; training and the
 * jobs call this and nothing else.
 *
 * <ul>
 *   <li>{@code levelDb}: RMS about the mean, dB re 1 (full scale, or Pa if calibrated).
 *   <li>{@code crest}, {@code kurtosis}, {@code zeroCrossingRate}: of the frame's samples.
 *   <li>{@code spectrum.centroidHz}, {@code .bandwidthHz}, {@code .rolloffHz}, {@code .flatness},
 *       {@code octave0.contrastDb} and on: means over short spectra of {@link SpectralShape} and
 *       {@link SpectralContrast}.
 *   <li>{@code band00.db} and on: mean over short spectra of the log-mel level, as power density in
 *       a band over the frame's mean square, dB re 1/Hz. {@code mfcc01} and on: its cosine
 *       transform.
 *   <li>{@code band00.fluctuation} and on: natural logarithm of the mean absolute change, in dB, of
 *       the band's level from one short spectrum to the next: what a hum, a hiss and a rattle of
 *       one colour differ in.
 *   <li>{@code levelVariationDb}: standard deviation of the short spectra's levels.
 * </ul>
 *
 * <p>All but {@code levelDb} are the same for a sound and the same sound louder; a microphone moved
 * or a gain turned is seen there only. So that the sample rate can't decide either, every sound is
 * brought to 16 kHz first, about its mean, bands end at 7 kHz and shape and contrast at 6.88 kHz,
 * as far as resampled sound reaches; NaN where a slower rate does not reach, and everywhere but in
 * the level for a silent frame or one with samples that are no number.
 *
 * <p>Short spectra have 64 ms, by half overlapping. 64 ms, 32 bands and the band edges are choices.
 * An instance serves frames of one sample rate and length and owns its work buffers: one owner
 * thread, no allocation per frame.
 */
public final class SoundFeatures {
  /** Names and order of the features of a channel. */
  public static final FeatureSchema SCHEMA = new FeatureSchema("sound/1", SoundFeatureNames.all());

  static final double RATE_HZ = 16_000;
  static final int SPECTRUM_SAMPLES = 1024;
  static final int HOP = SPECTRUM_SAMPLES / 2;
  static final double LOWEST_HZ = 50;
  static final double HIGHEST_HZ = 7000;
  private static final double LOWEST_OCTAVE_HZ = 200;

  /** What reaches up to here is the same in a sound of 16 kHz and in one brought to it. */
  private static final double SHAPE_HZ = Resampler.PASS_BAND * RATE_HZ;

  private static final int SHAPE_BINS = (int) (SHAPE_HZ * SPECTRUM_SAMPLES / RATE_HZ) + 1;

  /** Above, a resampling filter becomes large, and no microphone hears so high. A choice. */
  private static final double FASTEST_HZ = 400_000;

  /** Changes below this, in dB, are not told apart: of a synthetic tone they are rounding. */
  private static final double LEAST_CHANGE_DB = 1e-3;

  private final int samples;
  private final double sampleRateHz;
  private final boolean resampled;
  private final Resampler resampler;
  private final float[] centred;
  private final float[] sound;
  private final TimeStatistics statistics = new TimeStatistics();
  private final ShortTimeSpectrum spectra = new ShortTimeSpectrum(SPECTRUM_SAMPLES, HOP, false);
  private final SpectralShape shape = new SpectralShape(RATE_HZ / SPECTRUM_SAMPLES);
  private final SpectralContrast contrast =
      new SpectralContrast(SPECTRUM_SAMPLES, RATE_HZ, SHAPE_HZ);
  private final MelFilterBank mel =
      new MelFilterBank(
          SoundFeatureNames.BANDS, SPECTRUM_SAMPLES, RATE_HZ, LOWEST_HZ, HIGHEST_HZ, MelScale.HTK);
  private final Mfcc cepstrum =
      new Mfcc(SoundFeatureNames.BANDS, SoundFeatureNames.COEFFICIENTS + 1);
  private final float[] power = new float[SPECTRUM_SAMPLES / 2 + 1];
  private final float[] levels = new float[SoundFeatureNames.BANDS];
  private final float[] before = new float[SoundFeatureNames.BANDS];
  private final float[] octaves = new float[SoundFeatureNames.OCTAVES];
  private final float[] coefficients = new float[SoundFeatureNames.COEFFICIENTS + 1];
  private final double[] sumOfLevels = new double[SoundFeatureNames.BANDS];
  private final double[] sumOfChanges = new double[SoundFeatureNames.BANDS];
  private final double[] sumOfContrasts = new double[SoundFeatureNames.OCTAVES];
  private final int bandsReached;
  private final int octavesReached;
  private final boolean shapeReached;

  /**
   * @param sampleRateHz 4 to 400 kHz: below, hardly anything of a machine is heard
   * @param samples of a frame; at least 0.1 s
   */
  public SoundFeatures(double sampleRateHz, int samples) {
    if (SampleRates.checked(sampleRateHz) < RATE_HZ / 4) {
      throw new IllegalArgumentException(
          "sound needs a sample rate of at least 4000 Hz, was " + sampleRateHz);
    }
    if (sampleRateHz > FASTEST_HZ) {
      throw new IllegalArgumentException(
          "sound is taken up to a sample rate of 400000 Hz, was " + sampleRateHz);
    }
    this.samples = samples;
    this.sampleRateHz = sampleRateHz;
    this.resampled = Math.round(sampleRateHz) != Math.round(RATE_HZ);
    this.resampler = new Resampler(sampleRateHz, RATE_HZ, Math.max(1, samples));
    this.centred = new float[samples];
    this.sound = new float[resampler.length()];
    if (spectra.frames(sound.length) < 2) {
      throw new IllegalArgumentException(
          "a sound frame needs at least 0.1 s, was " + samples + " samples at " + sampleRateHz);
    }
    double reach = resampled ? Resampler.PASS_BAND * sampleRateHz : RATE_HZ / 2;
    this.bandsReached = bandsBelow(reach);
    this.octavesReached =
        (int)
            IntStream.range(0, SoundFeatureNames.OCTAVES)
                .filter(o -> Math.min(SHAPE_HZ, LOWEST_OCTAVE_HZ * (1 << o)) <= reach)
                .count();
    this.shapeReached = reach >= SHAPE_HZ;
  }

  private static int bandsBelow(double reachHz) {
    double from = MelScale.HTK.mel(LOWEST_HZ);
    double step = (MelScale.HTK.mel(HIGHEST_HZ) - from) / (SoundFeatureNames.BANDS + 1);
    int bands = 0;
    while (bands < SoundFeatureNames.BANDS
        && MelScale.HTK.hz(from + (bands + 2) * step) <= reachHz + 1) {
      bands++;
    }
    return bands;
  }

  /** Samples of a frame. */
  public int samples() {
    return samples;
  }

  public double sampleRateHz() {
    return sampleRateHz;
  }

  /**
   * Writes the features of a frame.
   *
   * @param frame {@link #samples()} values
   * @param target takes as many values as {@link #SCHEMA} has names
   * @param at where in the target they begin
   */
  public void extract(float[] frame, float[] target, int at) {
    if (frame.length != samples) {
      throw new IllegalArgumentException("need " + samples + " samples, were " + frame.length);
    }
    Arrays.fill(target, at, at + SoundFeatureNames.COUNT, Float.NaN);
    if (resampled) {
      // Beyond its ends a sound is silent: an offset would begin and end with a step.
      statistics.compute(frame, 0, samples);
      float offset = (float) statistics.mean();
      for (int i = 0; i < samples; i++) {
        centred[i] = frame[i] - offset;
      }
      resampler.apply(centred, sound);
    } else {
      System.arraycopy(frame, 0, sound, 0, samples);
    }
    statistics.compute(sound, 0, sound.length);
    double rms = statistics.standardDeviation();
    if (Double.isNaN(rms) || Double.isInfinite(rms)) {
      return;
    }
    target[at] = (float) Decibels.ofPower(rms * rms);
    if (!(rms * rms > Decibels.LEAST_POWER)) {
      return;
    }
    float mean = (float) statistics.mean();
    for (int i = 0; i < sound.length; i++) {
      sound[i] -= mean;
    }
    target[at + 1] = (float) statistics.crest();
    target[at + 2] = (float) statistics.kurtosis();
    target[at + 3] = (float) ZeroCrossings.rate(sound, 0, sound.length);
    overSpectra(rms * rms, target, at);
  }

  private void overSpectra(double meanSquare, float[] target, int at) {
    Arrays.fill(sumOfLevels, 0);
    Arrays.fill(sumOfChanges, 0);
    Arrays.fill(sumOfContrasts, 0);
    double centroid = 0;
    double bandwidth = 0;
    double rolloff = 0;
    double flatness = 0;
    double level = 0;
    double levelSquares = 0;
    // Density is 2|X|²/(rate Σw²); a mel band sums lines that are rate/N apart.
    double gain =
        2
            / (RATE_HZ * SPECTRUM_SAMPLES * Window.HANN.powerGain() * meanSquare)
            * (RATE_HZ / SPECTRUM_SAMPLES);
    int frames = spectra.frames(sound.length);
    for (int t = 0; t < frames; t++) {
      spectra.compute(sound, 0, sound.length, t);
      float[] magnitude = spectra.magnitude();
      shape.compute(magnitude, SHAPE_BINS);
      centroid += shape.centroidHz() / frames;
      bandwidth += shape.bandwidthHz() / frames;
      rolloff += shape.rolloffHz() / frames;
      flatness += shape.flatness() / frames;
      contrast.apply(magnitude, octaves);
      for (int o = 0; o < octaves.length; o++) {
        sumOfContrasts[o] += octaves[o];
      }
      double total = 0;
      for (int k = 0; k < power.length; k++) {
        power[k] = (float) (gain * magnitude[k] * magnitude[k]);
        total += power[k];
      }
      double db = Decibels.ofPower(total);
      level += db / frames;
      levelSquares += db * db / frames;
      mel.apply(power, levels);
      Decibels.ofPowers(levels, levels.length);
      for (int b = 0; b < levels.length; b++) {
        sumOfLevels[b] += levels[b];
        sumOfChanges[b] += t == 0 ? 0 : Math.abs(levels[b] - before[b]);
        before[b] = levels[b];
      }
    }
    if (shapeReached) {
      target[at + 4] = (float) centroid;
      target[at + 5] = (float) bandwidth;
      target[at + 6] = (float) rolloff;
      target[at + 7] = (float) flatness;
    }
    target[at + 8] = (float) Math.sqrt(Math.max(0, levelSquares - level * level));
    bands(frames, target, at);
  }

  private void bands(int frames, float[] target, int at) {
    for (int o = 0; o < octavesReached; o++) {
      target[at + SoundFeatureNames.CONTRAST + o] = (float) (sumOfContrasts[o] / frames);
    }
    for (int b = 0; b < levels.length; b++) {
      levels[b] = (float) (sumOfLevels[b] / frames);
      if (b < bandsReached) {
        target[at + SoundFeatureNames.SPECTRUM + b] = levels[b];
        double change = Math.max(LEAST_CHANGE_DB, sumOfChanges[b] / (frames - 1));
        target[at + SoundFeatureNames.FLUCTUATION + b] = (float) Math.log(change);
      }
    }
    if (bandsReached == levels.length) {
      cepstrum.apply(levels, coefficients);
      System.arraycopy(
          coefficients, 1, target, at + SoundFeatureNames.CEPSTRUM, SoundFeatureNames.COEFFICIENTS);
    }
  }

  /** Places of the features that tell the colour of a sound, whatever its level. */
  public static int[] spectrum() {
    return IntStream.range(
            SoundFeatureNames.SPECTRUM, SoundFeatureNames.SPECTRUM + SoundFeatureNames.BANDS)
        .toArray();
  }

  /** Places of the features that tell how a sound changes within a frame, whatever its level. */
  public static int[] fluctuation() {
    return IntStream.range(
            SoundFeatureNames.FLUCTUATION, SoundFeatureNames.FLUCTUATION + SoundFeatureNames.BANDS)
        .toArray();
  }
}
