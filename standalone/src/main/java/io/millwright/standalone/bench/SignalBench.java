package io.millwright.standalone.bench;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.signal.BandEnvelope;
import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.EnvelopeSpectrum;
import io.millwright.models.signal.FrameSpectrum;
import io.millwright.models.signal.RealFft;
import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code bench signal}: how many channels one core follows. */
public final class SignalBench {
  private static final int PAIRS = 7;
  private static final double SECONDS = 0.5;
  private static final double VIBRATION_HZ = 25_600;
  private static final int VIBRATION_FRAME = 25_600; // a second

  private static final double SOUND_HZ = 16_000;
  private static final int SOUND_FRAME = 16_000; // a second
  private static final double SHAFT_HZ = 29.5;
  private static final BearingFrequencies BEARING =
      BearingFrequencies.of(BearingCatalogue.geometry("6205").orElseThrow());
  private static final Kinematics KINEMATICS = new Kinematics(1770.0, 50.0, 2, 7, 23);
  private static final double STRIKES_HZ = BEARING.outerRace() * SHAFT_HZ;

  private final PairedRuns runs;
  private final long seed;
  private final Consumer<String> progress;

  private SignalBench(PairedRuns runs, long seed, Consumer<String> progress) {
    this.runs = runs;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Runs all benchmarks in the calling thread; about a minute.
   *
   * @param version of Millwright
   * @param seed of the made-up signals
   */
  public static BenchReport run(String version, long seed, Consumer<String> progress) {
    return new SignalBench(new PairedRuns(PAIRS, SECONDS), seed, progress).report(version);
  }

  private BenchReport report(String version) {
    List<Benchmark> benchmarks = new ArrayList<>();
    benchmarks.add(done(vibration()));
    benchmarks.add(done(sound()));
    benchmarks.add(done(realFft()));
    benchmarks.add(done(envelopeSpectrum()));
    return new BenchReport(
        "bench",
        "signal",
        "made-up signals",
        null,
        null,
        null,
        version,
        seed,
        runs.pairs(),
        "processor time of one thread",
        benchmarks);
  }

  private Benchmark done(Benchmark benchmark) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %.0f %s, %.1f times %s",
            benchmark.name(),
            benchmark.value(),
            benchmark.unit(),
            benchmark.ratio(),
            benchmark.baselineName()));
    return benchmark;
  }

  private Benchmark vibration() {
    float[] samples =
        new BenchSignals(seed).vibration(VIBRATION_FRAME, VIBRATION_HZ, SHAFT_HZ, STRIKES_HZ);
    VibrationFeatures features = new VibrationFeatures(VIBRATION_HZ, VIBRATION_FRAME);
    float[] target = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    return runs.compare(
        "vibrationFeatures",
        "channels of 25.6 kHz in real time",
        VIBRATION_FRAME / VIBRATION_HZ,
        () -> features.extract(samples, SHAFT_HZ, BEARING, KINEMATICS, target, 0),
        "each feature by itself",
        () -> PlainVibrationFeatures.extract(samples, VIBRATION_HZ, SHAFT_HZ, BEARING, KINEMATICS));
  }

  private Benchmark sound() {
    float[] samples = new BenchSignals(seed).sound(SOUND_FRAME, SOUND_HZ);
    SoundFeatures features = new SoundFeatures(SOUND_HZ, SOUND_FRAME);
    float[] target = new float[SoundFeatures.SCHEMA.featureNames().size()];
    return runs.compare(
        "soundFeatures",
        "channels of 16 kHz in real time",
        SOUND_FRAME / SOUND_HZ,
        () -> features.extract(samples, target, 0),
        "each feature by itself",
        () -> PlainSoundFeatures.extract(samples));
  }

  private Benchmark realFft() {
    float[] samples = new BenchSignals(seed).noise(4096, 1);
    RealFft fft = new RealFft(4096);
    float[] work = new float[4096];
    return runs.compare(
        "realFft4096",
        "transforms/s",
        1,
        () -> {
          System.arraycopy(samples, 0, work, 0, 4096);
          fft.forward(work);
        },
        "complex transform, a new array each time",
        () -> PlainSpectra.complex(samples));
  }

  private Benchmark envelopeSpectrum() {
    float[] samples =
        new BenchSignals(seed).vibration(VIBRATION_FRAME, VIBRATION_HZ, SHAFT_HZ, STRIKES_HZ);
    FrameSpectrum frame = new FrameSpectrum(VIBRATION_FRAME, VIBRATION_HZ);
    BandEnvelope envelope = BandEnvelope.forBandwidth(2000, VIBRATION_HZ, VIBRATION_FRAME);
    EnvelopeSpectrum spectrum = new EnvelopeSpectrum(envelope.points());
    return runs.compare(
        "envelopeSpectrum",
        "channels of 25.6 kHz in real time",
        VIBRATION_FRAME / VIBRATION_HZ,
        () -> {
          frame.compute(samples, 0);
          envelope.demodulate(frame, 4000, 6000);
          spectrum.computeSquared(envelope);
        },
        "Hilbert transform at the full sample rate",
        () ->
            PlainSpectra.taperedAmplitude(
                PlainSpectra.squaredEnvelope(
                    PlainSpectra.complex(PlainSpectra.withoutMean(samples)), 4000, 2001)));
  }
}
