package io.millwright.models.signal;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.feature.FeatureSchema;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The features of one vibration channel over one frame, in the order of {@link #SCHEMA}; training
 * and the jobs call this and nothing else. Levels are in m/s² and mm/s; what compares machines is
 * free of units: shapes, fractions of the Nyquist frequency, multiples of the shaft speed, decibels
 * over the neighbourhood. NaN where a frame is too short (to tell a bearing's line from a harmonic
 * of the shaft beside it, too), the speed or the bearing unknown, or the signal flat.
 *
 * <p>An instance serves frames of one sample rate and length and owns its work buffers: one owner
 * thread. It allocates no buffer per frame if the length has no prime factors but 2, 3 and 5, such
 * as a second of 25.6 kHz, and the work array of one Fourier transform otherwise.
 */
public final class VibrationFeatures {
  /** Names and order of the features of a channel. */
  public static final FeatureSchema SCHEMA =
      new FeatureSchema("vibration/1", VibrationFeatureNames.all());

  private static final Map<String, Integer> INDEX =
      IntStream.range(0, VibrationFeatureNames.COUNT)
          .boxed()
          .collect(Collectors.toUnmodifiableMap(SCHEMA.featureNames()::get, i -> i));

  private static final int LINES = EnvelopeLine.values().length;
  private static final int FIRST_MACHINE =
      VibrationFeatureNames.COUNT
          - MachineLine.values().length * VibrationFeatureNames.MACHINE_VALUES;
  private static final int FIRST_ENVELOPE = FIRST_MACHINE - EnvelopeBand.values().length * LINES;

  /** Share of the power below the rolloff frequency, as in music analysis. */
  private static final double ROLLOFF = 0.85;

  /** Slip makes a bearing's lines wander by 1 to 2 % (Randall and Antoni 2011); the middle. */
  private static final double SLIP = 0.015;

  /**
   * Speed is told to about half a per cent, and a motor's wanders by as much between no load and
   * full load.
   */
  public static final double SPEED_TOLERANCE = 0.005;

  /** Width of the neighbourhood on either side of a line; a quarter order at 1800 rpm. A choice. */
  private static final double NEIGHBOURHOOD_HZ = 8;

  /** The same in bins at least, so that there is a median to speak of. A choice. */
  private static final int NEIGHBOURHOOD_BINS = 6;

  /** Bins from a line to the next one to tell them apart: half the main lobe of Hann, and one. */
  public static final double RESOLVED_BINS = 3;

  private static final int MIN_SAMPLES = 256;

  private final double sampleRateHz;
  private final int samples;
  private final TimeStatistics statistics = new TimeStatistics();
  private final FrameSpectrum spectrum;
  private final EnvelopeLevels envelopes;
  private final MachineLevels lines;

  /**
   * @param sampleRateHz above 0
   * @param samples of a frame: even, at least 256
   * @throws IllegalArgumentException if they are not
   */
  public VibrationFeatures(double sampleRateHz, int samples) {
    if (samples < MIN_SAMPLES || samples % 2 != 0) {
      throw new IllegalArgumentException(
          "a vibration frame needs an even number of at least "
              + MIN_SAMPLES
              + " samples, was "
              + samples);
    }
    this.sampleRateHz = sampleRateHz;
    this.samples = samples;
    this.spectrum = new FrameSpectrum(samples, sampleRateHz);
    int neighbourhood = neighbourhood(samples, sampleRateHz);
    this.lines = new MachineLevels(spectrum, neighbourhood, RESOLVED_BINS, SPEED_TOLERANCE);
    this.envelopes =
        new EnvelopeLevels(
            spectrum, bearingLines(samples, sampleRateHz), RESOLVED_BINS, SPEED_TOLERANCE);
  }

  private static int neighbourhood(int samples, double sampleRateHz) {
    return Math.max(
        NEIGHBOURHOOD_BINS, (int) Math.round(NEIGHBOURHOOD_HZ * samples / sampleRateHz));
  }

  /** How these features measure the lines of a bearing, for whoever looks into a frame himself. */
  public static LineProminence bearingLines(int samples, double sampleRateHz) {
    return new LineProminence(SLIP, neighbourhood(samples, sampleRateHz));
  }

  /** The same for lines that only the tolerance of the speed moves. */
  public static LineProminence shaftLines(int samples, double sampleRateHz) {
    return new LineProminence(SPEED_TOLERANCE, neighbourhood(samples, sampleRateHz));
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
   * @param acceleration m/s², {@link #samples()} values
   * @param shaftHz revolutions a second; NaN if unknown
   * @param bearing of the machine; null if unknown
   * @param kinematics of the machine
   * @param target takes as many values as {@link #SCHEMA} has names
   * @param at where in the target they begin
   * @throws IllegalArgumentException if the samples are so large that their powers are no numbers
   */
  public void extract(
      float[] acceleration,
      double shaftHz,
      @Nullable BearingFrequencies bearing,
      Kinematics kinematics,
      float[] target,
      int at) {
    if (acceleration.length != samples) {
      throw new IllegalArgumentException(
          "need " + samples + " samples, were " + acceleration.length);
    }
    Arrays.fill(target, at, at + VibrationFeatureNames.COUNT, Float.NaN);
    statistics.compute(acceleration, 0, samples);
    int next = at;
    target[next++] = (float) statistics.standardDeviation();
    target[next++] = (float) statistics.peak();
    target[next++] = (float) statistics.crest();
    target[next++] = (float) statistics.kurtosis();
    target[next++] = (float) statistics.skewness();
    if (!(statistics.standardDeviation() > 0)) {
      return;
    }
    spectrum.compute(acceleration, 0);
    VelocityBand band = VelocityBand.at(shaftHz);
    target[next++] = (float) spectrum.velocityRmsMmPerS(band.fromHz(), band.toHz());
    next = shape(target, next);
    next = levels(target, next);
    lines.writeShaft(shaftHz, kinematics, target, next);
    next += 2 * VibrationFeatureNames.SHAFT_ORDERS.length;
    envelopes.write(shaftHz, bearing, target, next);
    lines.writeMachine(shaftHz, kinematics, target, at + FIRST_MACHINE);
  }

  /** Centre, spread, rolloff and flatness of the power spectrum. */
  private int shape(float[] target, int at) {
    float[] power = spectrum.power();
    int last = spectrum.bins() - 1;
    double total = 0;
    double first = 0;
    double second = 0;
    double logs = 0;
    for (int k = 1; k <= last; k++) {
      double x = (double) k / last;
      total += power[k];
      first += power[k] * x;
      second += power[k] * x * x;
      logs += Math.log(power[k] + Float.MIN_NORMAL);
    }
    if (Double.isInfinite(total)) {
      throw new IllegalArgumentException("samples are too large to make features of");
    }
    double centre = first / total;
    double below = 0;
    int k = 0;
    while (k < last && below < ROLLOFF * total) {
      below += power[++k];
    }
    target[at] = (float) centre;
    target[at + 1] = (float) Math.sqrt(Math.max(0, second / total - centre * centre));
    target[at + 2] = (float) k / last;
    target[at + 3] = (float) (Math.exp(logs / last) / (total / last));
    return at + 4;
  }

  /** Share of the power in bands of equal width, in decibels. */
  private int levels(float[] target, int at) {
    float[] power = spectrum.power();
    int bins = spectrum.bins();
    double total = 0;
    for (int k = 1; k < bins; k++) {
      total += power[k];
    }
    for (int band = 0; band < VibrationFeatureNames.LEVEL_BANDS; band++) {
      double sum = 0;
      for (int k = Math.max(1, bins * band / VibrationFeatureNames.LEVEL_BANDS);
          k < bins * (band + 1) / VibrationFeatureNames.LEVEL_BANDS;
          k++) {
        sum += power[k];
      }
      target[at + band] = (float) (10 * Math.log10((sum + Float.MIN_NORMAL) / total));
    }
    return at + VibrationFeatureNames.LEVEL_BANDS;
  }

  /**
   * Place of a feature in the {@link #SCHEMA}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static int index(String name) {
    Integer index = INDEX.get(name);
    if (index == null) {
      throw new IllegalArgumentException("no vibration feature '" + name + "'");
    }
    return index;
  }

  /** Place of the prominence of a line in a band. */
  public static int index(EnvelopeBand band, EnvelopeLine line) {
    return FIRST_ENVELOPE + band.ordinal() * LINES + line.ordinal();
  }

  /** Place of the velocity of a line of the machine; its prominence and its sidebands' follow. */
  public static int index(MachineLine line) {
    return FIRST_MACHINE + line.ordinal() * VibrationFeatureNames.MACHINE_VALUES;
  }
}
