package io.millwright.ingest;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.SampleFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A fan with an accelerometer and a microphone, and frames of them. */
final class Frames {
  static final Instant T = Instant.parse("2026-02-01T11:00:00Z");
  static final List<String> XY = List.of("x", "y");
  static final List<String> MONO = List.of("mono");

  static final Asset FAN =
      new Asset(
          new AssetId("fan"),
          "Fan",
          List.of("site"),
          "fan",
          Criticality.B,
          Map.of(),
          List.of(new MaintainableItem("bearing", "Bearing", null, null, List.of())),
          List.of(),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.MEASURED,
          List.of(
              new SignalPoint(
                  "de",
                  "Drive end",
                  SignalKind.VIBRATION,
                  List.of(
                      new SignalChannel("x", SignalDirection.HORIZONTAL),
                      new SignalChannel("y", SignalDirection.VERTICAL)),
                  "bearing"),
              new SignalPoint(
                  "mic",
                  "Microphone",
                  SignalKind.SOUND,
                  List.of(new SignalChannel("mono", SignalDirection.UNKNOWN)),
                  null)),
          Kinematics.UNKNOWN);

  private Frames() {}

  static SourceRecord.Waveform waveform(long line, SampleFormat format, byte[] samples) {
    return new SourceRecord.Waveform(
        new SourcePosition("de.bin", line),
        FAN.id(),
        "de",
        T.plusSeconds(line),
        null,
        Origin.MEASURED,
        line,
        25_600,
        XY,
        "m/s2",
        0.001,
        format,
        samples,
        1480.0);
  }

  static SourceRecord.Sound sound(long line, SampleFormat format, byte[] samples) {
    return new SourceRecord.Sound(
        new SourcePosition("mic.wav", line),
        FAN.id(),
        "mic",
        T.plusSeconds(line),
        null,
        Origin.MEASURED,
        line,
        16_000,
        MONO,
        null,
        format,
        samples,
        null);
  }

  /** Incompressible, and finite when read as floats. */
  static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    for (int i = 3; i < bytes; i += 4) {
      noise[i] = 0x3f;
    }
    return noise;
  }

  /** Records of one source, in order. */
  static TelemetrySource source(SourceRecord... records) {
    List<SourceRecord> left = new ArrayList<>(List.of(records));
    return new TelemetrySource() {
      @Override
      public String name() {
        return "frames";
      }

      @Override
      public List<Asset> assets() {
        return List.of(FAN);
      }

      @Override
      public @Nullable SourceRecord next() {
        return left.isEmpty() ? null : left.remove(0);
      }

      @Override
      public void close() {
        left.clear();
      }
    };
  }
}
