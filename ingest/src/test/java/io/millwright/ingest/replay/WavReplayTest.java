package io.millwright.ingest.replay;

import static io.millwright.ingest.replay.Recordings.extensible;
import static io.millwright.ingest.replay.Recordings.wavFormat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.signal.FrameSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WavReplayTest {
  @TempDir Path folder = Path.of("");

  @Test
  void filesOfAFolderFollowEachOtherInSecondsOfOneMachine() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 250);
    Recordings.wav(folder.resolve("fan/2.wav"), 100, 1, 200);

    Published published = Published.of(WavReplay.open(List.of(folder.resolve("fan"))));

    assertThat(published.outlet().sounds())
        .extracting(f -> f.sequence() + " " + f.samplesPerChannel() + " " + f.time())
        .containsExactly(
            "1 100 2020-01-01T00:00:00Z",
            "2 100 2020-01-01T00:00:01Z",
            "3 50 2020-01-01T00:00:02Z",
            "4 100 2020-01-01T00:00:02.500Z",
            "5 100 2020-01-01T00:00:03.500Z");
    AudioFrame third = published.outlet().sounds().get(2);
    assertThat(third.assetId().value()).isEqualTo("fan");
    assertThat(third.pointId()).isEqualTo("microphone");
    assertThat(third.channels()).containsExactly("mono");
    assertThat(third.format()).isEqualTo(SampleFormat.INT16);
    assertThat(third.samples()).hasSize(100).startsWith(200, 0, 201, 0);
    assertThat(third.pascalPerUnit()).isNull();
    assertThat(published.totals().framesAccepted()).isEqualTo(5);
  }

  @Test
  void foldersAreToldApartByAsMuchOfTheirPathAsThatNeeds() throws IOException {
    Recordings.wav(folder.resolve("Healthy/M1/1400.wav"), 100, 2, 10);
    Recordings.wav(folder.resolve("Propeller/M1/1400.wav"), 100, 2, 10);

    try (TelemetrySource source = WavReplay.open(List.of(folder))) {
      assertThat(source.assets())
          .extracting(asset -> asset.id().value())
          .containsExactly("Healthy-M1", "Propeller-M1");
      List<String> positions = new ArrayList<>();
      for (SourceRecord r = source.next(); r != null; r = source.next()) {
        positions.add(r.position().toString());
      }
      assertThat(positions).containsExactly("Healthy/M1/1400.wav#1", "Propeller/M1/1400.wav#1");
    }
  }

  @Test
  void everyNumberOfChannelsIsAPointOfItsOwn() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 10);
    Recordings.wav(folder.resolve("fan/2.wav"), 100, 8, 10);

    Published published = Published.of(WavReplay.open(List.of(folder)));

    assertThat(published.outlet().sounds())
        .extracting(AudioFrame::pointId)
        .containsExactly("microphone", "microphone-8ch");
    assertThat(published.outlet().sounds().get(1).channels()).hasSize(8).startsWith("ch1", "ch2");
    assertThat(published.totals().rejected()).isZero();
  }

  /** A point that changed its rate would be rejected. */
  @Test
  void everySampleRateIsAPointOfItsOwn() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 250);
    Recordings.wav(folder.resolve("fan/2.wav"), 200, 1, 200);
    Recordings.wav(folder.resolve("fan/3.wav"), 100, 1, 100);
    Recordings.wav(folder.resolve("fan/4.wav"), 200, 2, 200);

    Published published = Published.of(WavReplay.open(List.of(folder)));

    assertThat(published.outlet().sounds())
        .extracting(f -> f.pointId() + " " + f.sampleRateHz() + " " + f.sequence() + " " + f.time())
        .containsExactly(
            "microphone-100hz 100.0 1 2020-01-01T00:00:00Z",
            "microphone-100hz 100.0 2 2020-01-01T00:00:01Z",
            "microphone-100hz 100.0 3 2020-01-01T00:00:02Z",
            "microphone-200hz 200.0 1 2020-01-01T00:00:02.500Z",
            "microphone-100hz 100.0 4 2020-01-01T00:00:03.500Z",
            "microphone-2ch 200.0 1 2020-01-01T00:00:04.500Z");
    try (TelemetrySource source = WavReplay.open(List.of(folder))) {
      assertThat(source.assets().get(0).signals())
          .extracting(SignalPoint::id)
          .containsExactly("microphone-100hz", "microphone-200hz", "microphone-2ch");
    }
    assertThat(published.totals().rejected()).isZero();
  }

  @Test
  void filesThatAreNoSoundAreLeftOutAndNamedAtTheEnd() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 10);
    Recordings.cut(Recordings.wav(folder.resolve("fan/2.wav"), 100, 1, 10), 6);
    Files.writeString(folder.resolve("fan/3.wav"), "ID3");
    Recordings.wav(folder.resolve("fan/4.wav"), 100, 1, 10);

    TelemetrySource source = WavReplay.open(List.of(folder));

    assertThat(source.next()).isNotNull();
    assertThat(source.next()).isNotNull();
    assertThatThrownBy(source::next)
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("2 of 4 files were not played: ")
        .hasMessageContaining("2.wav")
        .hasMessageContaining("is cut: ends after 7 of 10 samples")
        .hasMessageContaining("3.wav");
    source.close();
  }

  @Test
  void ofManyFilesThatAreNoSoundAFewAreNamed() throws IOException {
    Recordings.wav(folder.resolve("fan/0.wav"), 100, 1, 10);
    for (int i = 1; i <= 9; i++) {
      Files.writeString(folder.resolve("fan/" + i + ".wav"), "ID3");
    }
    try (TelemetrySource source = WavReplay.open(List.of(folder))) {
      assertThat(source.next()).isNotNull();
      assertThatThrownBy(source::next)
          .hasMessageStartingWith("9 of 10 files were not played: ")
          .hasMessageContaining("5.wav")
          .hasMessageNotContaining("6.wav")
          .hasMessageEndingWith("; and 4 more");
    }
  }

  @Test
  void refusesWhereNothingIsSound() throws IOException {
    Path file = Files.writeString(folder.resolve("a.wav"), "RIFF");

    assertThatThrownBy(() -> WavReplay.open(List.of(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.wav");
    assertThatThrownBy(() -> WavReplay.open(List.of(folder.resolve("none.wav"))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no such file");
  }

  static Stream<Arguments> encodings() {
    byte[] int16 = {0, 0, 0, 0x40, 0, (byte) 0xc0};
    byte[] int24 = {0, 0, 0, 0, 0, 0x40, 0, 0, (byte) 0xc0};
    byte[] int32 = {0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, (byte) 0xc0};
    byte[] floats = {0, 0, 0, 0, 0, 0, 0, 0x3f, 0, 0, 0, (byte) 0xbf};
    return Stream.of(
        arguments(
            "unsigned 8 bit", wavFormat(1, 100, 1, 8), new byte[] {(byte) 128, (byte) 192, 64}),
        arguments("16 bit", wavFormat(1, 100, 1, 16), int16),
        arguments("24 bit", wavFormat(1, 100, 1, 24), int24),
        arguments("32 bit", wavFormat(1, 100, 1, 32), int32),
        arguments("floats", wavFormat(3, 100, 1, 32), floats),
        arguments("extensible, 16 bit", extensible(1, 100, 1, 16), int16),
        arguments("extensible, 24 bit", extensible(1, 100, 1, 24), int24),
        arguments("extensible, floats", extensible(3, 100, 1, 32), floats));
  }

  /** The same sound, whatever it is written in: silence, half of full scale, minus half. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void everyEncodingArrivesAsTheSoundThatItIs(String name, byte[] format, byte[] data)
      throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), format, data);

    Published published = Published.of(WavReplay.open(List.of(folder)));

    assertThat(published.totals().rejected()).isZero();
    FrameSamples samples = new FrameSamples();
    samples.read(published.outlet().sounds().get(0));
    assertThat(samples.channel(0)).containsExactly(0, 0.5f, -0.5f);
  }

  @Test
  void aSecondWithSamplesThatAreNoNumbersIsRejectedWithItsBytesAndTheOthersArrive()
      throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 * 250).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(4 * 120, Float.NaN).putFloat(4 * 121, Float.POSITIVE_INFINITY);
    Recordings.wav(folder.resolve("fan/1.wav"), wavFormat(3, 100, 1, 32), data.array());

    Published published = Published.of(WavReplay.open(List.of(folder)));

    assertThat(published.outlet().sounds())
        .extracting(AudioFrame::sequence)
        .containsExactly(1L, 3L);
    assertThat(published.outlet().rejected()).hasSize(1);
    RejectedTelemetry rejected = published.outlet().rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_A_NUMBER);
    assertThat(rejected.detail()).isEqualTo("2 of 100 samples are NaN or infinite");
    assertThat(rejected.source()).isEqualTo("1.wav#2");
    assertThat(rejected.raw()).isEqualTo(Arrays.copyOfRange(data.array(), 400, 800));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        arguments(wavFormat(1, 0, 1, 16), new byte[4], "has a sample rate of 0 Hz"),
        arguments(wavFormat(1, 100, 1, 16), new byte[0], "holds no samples"),
        arguments(
            wavFormat(1, 100, 2, 16),
            new byte[6],
            "holds 6 bytes of samples, no whole number of 4"),
        arguments(wavFormat(7, 100, 1, 8), new byte[4], "is not PCM (format tag 0x0007, µ-law)"),
        arguments(wavFormat(0x55, 100, 1, 16), new byte[4], "is not PCM (format tag 0x0055, MP3)"),
        arguments(extensible(2, 100, 1, 16), new byte[4], "is not PCM (format tag 0x0002"),
        arguments(wavFormat(3, 100, 1, 64), new byte[8], "has floats of 64 bits"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("files")
  void refusesAFileThatIsNoPcmOrContradictsItself(byte[] format, byte[] data, String words)
      throws IOException {
    Path file = Recordings.wav(folder.resolve("fan/1.wav"), format, data);

    assertThatThrownBy(() -> WavReplay.open(List.of(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("1.wav")
        .hasMessageContaining(words);
  }

  @Test
  void everySecondOfAPublishedClipIsAccepted() {
    Path clips = DataSets.find("audio/mimii/pump");

    Published published = Published.of(WavReplay.open(List.of(clips)));

    assertThat(published.outlet().sounds()).hasSize(20);
    assertThat(published.totals().rejected()).isZero();
    try (TelemetrySource source = WavReplay.open(List.of(clips))) {
      assertThat(source.assets())
          .extracting(Asset::id)
          .extracting(Object::toString)
          .containsExactly("abnormal", "normal");
    }
  }
}
