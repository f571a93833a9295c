package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.models.dataset.WavFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sound primitives against the features that the makers of the MIMII tables computed with
 * librosa from the same clips, on data of {@code MILLWRIGHT_DATA}.
 */
class MimiiFeaturesTest {
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("audio");
  private static final int FRAME = 2048;
  private static final int HOP = 512;

  /** librosa ran in single precision as well. */
  private static final double TOLERANCE = 2e-6;

  /** Mean and standard deviation of values that come one by one. */
  private static final class Moments {
    private int count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    void add(float[] values) {
      for (float value : values) {
        add(value);
      }
    }

    double mean() {
      return sum / count;
    }

    double deviation() {
      return Math.sqrt(squares / count - mean() * mean());
    }
  }

  @BeforeEach
  void needsData() {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI must have " + DATA).isNotEqualTo("true");
      assumeTrue(false, "no data at " + DATA);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal/00000000", "abnormal/00000001"})
  void agreeWithLibrosa(String clip) throws IOException, NoSuchAlgorithmException {
    String name = "mimii_8ch/fan/snr_0dB/id_00/" + clip + ".wav";
    assumeThat(sha256(DATA.resolve(name)))
        .as("clip as the manifest has it")
        .isEqualTo(manifestSha256("audio/" + name));
    Map<String, Double> published = published(clip);
    Map<String, Moments> ours = features(mono(DATA.resolve(name)));

    for (String feature : List.of("T_rms", "F_mel", "F_mel_rms", "F_mfcc", "F_flatness")) {
      check(published, ours, feature, TOLERANCE);
    }
    check(published, ours, "F_bandwidth", TOLERANCE);
    check(published, ours, "F_contrast", TOLERANCE);
    // A frame whose cumulated magnitude meets the threshold within rounding is off by a bin.
    check(published, ours, "F_rolloff", 5e-4);
    assertThat(at(ours, "T_zcr").mean()).isCloseTo(at(published, "T_zcr_mean"), offset(1e-9));
  }

  private static void check(
      Map<String, Double> published, Map<String, Moments> ours, String feature, double relative) {
    double mean = at(published, feature + "_mean");
    double deviation = at(published, feature + "_std");
    assertThat(at(ours, feature).mean()).as(feature).isCloseTo(mean, offset(relative * mean));
    assertThat(at(ours, feature).deviation())
        .as(feature + " deviation")
        .isCloseTo(deviation, offset(relative * Math.max(mean, deviation)));
  }

  private static <V> V at(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static Map<String, Moments> features(float[] sound) {
    Map<String, Moments> features = new HashMap<>();
    for (String name :
        List.of(
            "T_rms",
            "T_zcr",
            "F_mel",
            "F_mel_rms",
            "F_mfcc",
            "F_flatness",
            "F_bandwidth",
            "F_contrast",
            "F_rolloff")) {
      features.put(name, new Moments());
    }
    ShortTimeSpectrum spectrum = new ShortTimeSpectrum(FRAME, HOP, true);
    MelFilterBank bank = new MelFilterBank(128, FRAME, 16_000, 0, 8000, MelScale.SLANEY);
    Mfcc cosines = new Mfcc(spectrum.bins(), 20); // of the spectrum itself, as published
    SpectralShape shape = new SpectralShape(16_000.0 / FRAME);
    SpectralContrast contrast = new SpectralContrast(FRAME, 16_000);
    TimeStatistics statistics = new TimeStatistics();
    float[] frame = new float[FRAME];
    float[] bands = new float[128];
    float[] coefficients = new float[20];
    float[] contrasts = new float[contrast.bands()];
    float[] held = endsHeld(sound);
    for (int t = 0; t < spectrum.frames(sound.length); t++) {
      spectrum.frame(sound, 0, sound.length, t, frame);
      statistics.compute(frame, 0, FRAME);
      at(features, "T_rms").add(statistics.rms());
      at(features, "T_zcr").add(ZeroCrossings.rate(held, t * HOP, FRAME));
      spectrum.compute(sound, 0, sound.length, t);
      float[] magnitude = spectrum.magnitude();
      bank.apply(magnitude, bands);
      at(features, "F_mel").add(bands);
      cosines.apply(magnitude, coefficients);
      at(features, "F_mfcc").add(coefficients);
      shape.compute(magnitude);
      at(features, "F_flatness").add(shape.flatness());
      at(features, "F_bandwidth").add(shape.bandwidthHz());
      at(features, "F_rolloff").add(shape.rolloffHz());
      contrast.apply(magnitude, contrasts);
      at(features, "F_contrast").add(contrasts);
      at(features, "F_mel_rms").add(rms(magnitude));
    }
    return features;
  }

  /** librosa's {@code rms} of a spectrum: Parseval, the ends counting half. */
  private static double rms(float[] magnitude) {
    double sum = 0;
    for (int k = 0; k < magnitude.length; k++) {
      double power = (double) magnitude[k] * magnitude[k];
      sum += k == 0 || k == magnitude.length - 1 ? power / 2 : power;
    }
    return Math.sqrt(2 * sum) / FRAME;
  }

  /** For zero crossings librosa pads with the end values. */
  private static float[] endsHeld(float[] sound) {
    float[] held = new float[sound.length + FRAME];
    Arrays.fill(held, 0, FRAME / 2, sound[0]);
    System.arraycopy(sound, 0, held, FRAME / 2, sound.length);
    Arrays.fill(held, held.length - FRAME / 2, held.length, sound[sound.length - 1]);
    return held;
  }

  private static float[] mono(Path file) {
    try (WavFile wav = WavFile.open(file)) {
      float[][] channels = new float[wav.channels()][(int) wav.samples()];
      wav.read(channels, (int) wav.samples());
      float[] mean = new float[(int) wav.samples()];
      for (int i = 0; i < mean.length; i++) {
        double sum = 0;
        for (float[] channel : channels) {
          sum += channel[i];
        }
        mean[i] = (float) (sum / channels.length);
      }
      return mean;
    }
  }

  private static Map<String, Double> published(String clip) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(DATA.resolve("mimii_features/fan.csv.gz"))),
                StandardCharsets.UTF_8))) {
      String[] names = lines.readLine().split(",", -1);
      String row =
          lines.lines().filter(line -> line.startsWith("fan,0,00," + clip + ",")).findFirst().get();
      String[] values = row.split(",", -1);
      Map<String, Double> result = new HashMap<>();
      for (int i = 5; i < names.length; i++) {
        result.put(names[i], Double.parseDouble(values[i]));
      }
      return result;
    }
  }

  private static String manifestSha256(String file) throws IOException {
    return Files.readAllLines(DATA.resolveSibling("MANIFEST.csv")).stream()
        .filter(line -> line.startsWith(file + ","))
        .map(line -> line.substring(line.lastIndexOf(',') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
