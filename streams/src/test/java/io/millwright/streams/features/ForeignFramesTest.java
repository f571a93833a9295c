package io.millwright.streams.features;

import static io.millwright.contracts.telemetry.RejectionReason.CHANNEL_MISMATCH;
import static io.millwright.contracts.telemetry.RejectionReason.NOT_A_NUMBER;
import static io.millwright.contracts.telemetry.RejectionReason.OTHER;
import static io.millwright.contracts.telemetry.RejectionReason.UNREADABLE;
import static io.millwright.streams.ArrivalHarness.NOW;
import static io.millwright.streams.ForeignProducer.written;
import static io.millwright.streams.SignalPlant.SAMPLES;
import static io.millwright.streams.SignalPlant.arrival;
import static io.millwright.streams.SignalPlant.bytes;
import static io.millwright.streams.SignalPlant.frame;
import static io.millwright.streams.SignalPlant.motor;
import static io.millwright.streams.SignalPlant.motorWithoutGeometry;
import static io.millwright.streams.SignalPlant.noise;
import static io.millwright.streams.SignalPlant.sound;
import static io.millwright.streams.SmallPlant.declared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.streams.ArrivalHarness;
import io.millwright.streams.AssessHarness;
import io.millwright.streams.assess.Patience;
import io.millwright.streams.flink.Arrival;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any producer may write to the topics of frames. What is no frame is rejected with its bytes and a
 * reason, no feature is made of it, and the next good frame finds the job at work.
 */
class ForeignFramesTest {
  private static final FeatureSettings SETTINGS =
      new FeatureSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(2), 16 << 20, Duration.ofMinutes(15));
  private static final Asset MOTOR = motor("m1");
  private static final Arrival VIBRATION = arrival(frame(MOTOR, 0, null));
  private static final Arrival SOUND = arrival(sound(MOTOR, 0));

  static Stream<Arguments> fieldsOfVibration() {
    return Stream.concat(
        fieldsOfAnyFrame(2),
        Stream.of(
            arguments(Map.of("scale", 0.0), UNREADABLE, "scale 0.0"),
            arguments(Map.of("scale", Double.NaN), UNREADABLE, "scale NaN"),
            arguments(Map.of("scale", 1e300), NOT_A_NUMBER, "8192 samples are NaN or infinite"),
            arguments(Map.of("scale", 1e30), OTHER, "samples are too large"),
            arguments(Map.of("unit", "mm/s"), OTHER, "unit 'mm/s' is no acceleration")));
  }

  static Stream<Arguments> fieldsOfSound() {
    return Stream.concat(
        fieldsOfAnyFrame(1),
        Stream.of(
            arguments(Map.of("pascalPerUnit", 0.0), UNREADABLE, "pascalPerUnit 0.0"),
            arguments(Map.of("pascalPerUnit", Double.NaN), UNREADABLE, "pascalPerUnit NaN")));
  }

  private static Stream<Arguments> fieldsOfAnyFrame(int channels) {
    float[] notANumber = noise(SAMPLES * channels, 1);
    notANumber[77] = Float.NaN;
    float[] infinite = noise(SAMPLES * channels, 1);
    infinite[0] = Float.NEGATIVE_INFINITY;
    infinite[1] = Float.POSITIVE_INFINITY;
    return Stream.of(
        arguments(Map.of("samples", wrap(new byte[0])), UNREADABLE, "has no samples"),
        arguments(
            Map.of("samples", wrap(new byte[4 * SAMPLES * channels - 1])),
            UNREADABLE,
            "bytes are no whole number of samples"),
        arguments(
            Map.of("samples", wrap(bytes(notANumber))),
            NOT_A_NUMBER,
            "1 samples are NaN or infinite"),
        arguments(
            Map.of("samples", wrap(bytes(infinite))),
            NOT_A_NUMBER,
            "2 samples are NaN or infinite"),
        arguments(Map.of("sampleRateHz", 0.0), UNREADABLE, "sampleRateHz 0.0"),
        arguments(Map.of("sampleRateHz", -25_600.0), UNREADABLE, "sampleRateHz -25600.0"),
        arguments(Map.of("sampleRateHz", Double.NaN), UNREADABLE, "sampleRateHz NaN"),
        arguments(Map.of("sampleRateHz", 1e-9), UNREADABLE, "sampleRateHz 1.0E-9"),
        arguments(Map.of("sampleRateHz", 1e12), UNREADABLE, "sampleRateHz 1.0E12"),
        arguments(Map.of("shaftSpeedRpm", Double.NaN), UNREADABLE, "shaftSpeedRpm NaN"),
        arguments(Map.of("shaftSpeedRpm", 1e300), UNREADABLE, "shaftSpeedRpm 1.0E300"),
        arguments(Map.of("time", Long.MAX_VALUE), UNREADABLE, "time +294247"),
        arguments(Map.of("time", Long.MIN_VALUE), UNREADABLE, "time -290308"),
        arguments(Map.of("channels", List.of()), UNREADABLE, "has no channel"),
        arguments(Map.of("assetId", "not an id"), UNREADABLE, "asset id 'not an id'"),
        arguments(Map.of("pointId", "elsewhere"), OTHER, "value is of m1/elsewhere"));
  }

  @ParameterizedTest
  @MethodSource("fieldsOfVibration")
  void vibrationThatCannotBeIsRejected(Map<String, ?> fields, RejectionReason reason, String words)
      throws Exception {
    assertRejected(written(VIBRATION, fields), reason, words);
  }

  @ParameterizedTest
  @MethodSource("fieldsOfSound")
  void soundThatCannotBeIsRejected(Map<String, ?> fields, RejectionReason reason, String words)
      throws Exception {
    assertRejected(written(SOUND, fields), reason, words);
  }

  @Test
  void aRecordThatIsCutIsRejected() throws Exception {
    byte[] whole = Objects.requireNonNull(VIBRATION.value());

    assertRejected(
        with(VIBRATION, Arrays.copyOf(whole, whole.length - 1)), UNREADABLE, "WaveformFrame");
    assertRejected(with(VIBRATION, Arrays.copyOf(whole, 10)), UNREADABLE, "WaveformFrame");
    assertRejected(
        with(VIBRATION, Arrays.copyOf(whole, whole.length + 1)), UNREADABLE, "bytes are left over");
  }

  /** A file is no frame: its format and rate would have to be guessed. */
  @Test
  void aWavFileAsItIsIsRejected() throws Exception {
    byte[] file = Arrays.copyOf("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 4096);

    assertRejected(with(SOUND, file), UNREADABLE, "no Avro single-object header");
  }

  @Test
  void aFrameTooShortForFeaturesIsRejected() throws Exception {
    assertRejected(
        written(VIBRATION, Map.of("samples", wrap(bytes(noise(2 * 100, 1))))),
        OTHER,
        "at least 256 samples, was 100");
  }

  /** Features of two rates cannot be compared. */
  @Test
  void aFrameOfAnotherSampleRateThanBeforeIsRejectedAndTheRateBeforeGoesOn() throws Exception {
    Arrival doubled = written(arrival(frame(MOTOR, 1, null)), Map.of("sampleRateHz", 51_200.0));
    try (var function = start()) {
      function.take(declared(MOTOR), VIBRATION, doubled, arrival(frame(MOTOR, 2, null)));

      assertThat(function.made()).hasSize(2);
      assertThat(function.reasons()).containsExactly(OTHER);
      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.detail())
          .isEqualTo(
              "sample rate 51200.0 Hz, frames before had 25600.0 Hz"
                  + " (1 in a row; the 20th is taken as the new rate)");
      assertThat(rejected.time()).isEqualTo(frame(MOTOR, 1, null).time());
      assertThat(rejected.raw()).isEqualTo(doubled.value());
    }
  }

  /** A rejection that no broker takes would stop the job again and again. */
  @Test
  void rejectionsOfHugeRecordsFitIntoTheirTopic() throws Exception {
    byte[] noise = new byte[6_000_000];
    Arrays.fill(noise, (byte) 0x55);
    List<String> names = List.of("x".repeat(3_000_000), "y");
    try (var function = start()) {
      function.take(
          declared(MOTOR), with(SOUND, noise), written(VIBRATION, Map.of("channels", names)));
      function.setProcessingTime(NOW + 30_000);

      assertThat(function.reasons()).containsExactly(UNREADABLE, CHANNEL_MISMATCH);
      RejectedTelemetry first = function.rejected().get(0);
      assertThat(first.raw()).hasSize(4_000_000).containsOnly(0x55);
      assertThat(first.detail()).endsWith("(the first 4000000 of 6000000 bytes are kept)");
      assertThat(function.rejected().get(1).detail()).hasSizeLessThan(3_000);
      for (RejectedTelemetry rejected : function.rejected()) {
        assertThat(Topics.REJECTED.valueCodec().get().encode(rejected).length)
            .isLessThan((4 << 20) - 1024);
      }
    }
  }

  /** From the frame to the assessment: nothing is claimed of a bearing that nobody described. */
  @Test
  void withoutGeometryTheBearingIsNotAssessed() throws Exception {
    Asset motor = motorWithoutGeometry("m3");
    List<FeatureVector> vectors;
    try (var features = start()) {
      features.take(declared(motor));
      for (int minute = 0; minute < 8; minute++) { // 0.16 s each, more than 25 revolutions in all
        features.take(arrival(frame(motor, minute, 1480.0)));
      }
      vectors = features.made();
      assertThat(vectors).hasSize(8);
    }
    for (String line : List.of("bpfo_1", "bpfi_1", "bsf_2", "ftf_1")) {
      int feature = VibrationFeatures.index("envelope.whole." + line + ".db");
      assertThat(vectors).as(line).allSatisfy(v -> assertThat(v.values()[feature]).isNaN());
    }
    try (var assessments = AssessHarness.of(new Patience(Duration.ofSeconds(30), 10))) {
      assessments.open();
      assessments.take(declared(motor));
      AvroCodec<FeatureVector> codec = AvroCodec.of(FeatureVector.class);
      for (FeatureVector vector : vectors) {
        assessments.take(new Arrival(Arrival.Kind.FEATURES, "m3", codec.encode(vector), 0, 1));
      }

      Assessment assessment = assessments.made().get(7);
      assertThat(assessment.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
      assertThat(assessment.health().reason())
          .contains("de: bearing not assessed: bearing geometry unknown");
      assertThat(assessment.health().findings()).isEmpty();
    }
  }

  private static void assertRejected(Arrival bad, RejectionReason reason, String words)
      throws Exception {
    try (var function = start()) {
      function.take(declared(MOTOR), bad, arrival(frame(MOTOR, 1, null)));

      assertThat(function.rejected()).hasSize(1);
      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.reason()).isEqualTo(reason);
      assertThat(rejected.detail()).contains(words);
      assertThat(rejected.raw()).isEqualTo(bad.value());
      assertThat(rejected.source()).isEqualTo(bad.source());
      assertThat(function.made())
          .extracting(FeatureVector::time)
          .containsExactly(frame(MOTOR, 1, null).time().plusMillis(160));
    }
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }

  private static Arrival with(Arrival arrival, byte[] value) {
    return new Arrival(arrival.kind(), arrival.key(), value, arrival.partition(), arrival.offset());
  }

  private static ArrivalHarness<FeatureVector> start() throws Exception {
    var harness = new ArrivalHarness<>(new MakeFeatures(SETTINGS), MakeFeatures.REJECTED);
    harness.open();
    return harness;
  }
}
