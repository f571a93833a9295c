package io.millwright.streams;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.streams.flink.Arrival;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A motor with two channels of vibration, a microphone, and a speed point. */
public final class SignalPlant {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final double RATE = 25_600;
  public static final int SAMPLES = 4096;
  public static final OperatingStateRule BY_SPEED =
      new OperatingStateRule(
          OperatingStateRule.Source.POINT, "speed", 1000, 100, Duration.ZERO, 0.1);

  private static final BearingGeometry BEARING = new BearingGeometry("6205", 9, 7.94, 39.04, 0);
  private static final AvroCodec<WaveformFrame> WAVEFORMS = AvroCodec.of(WaveformFrame.class);
  private static final AvroCodec<AudioFrame> SOUNDS = AvroCodec.of(AudioFrame.class);

  private SignalPlant() {}

  /** Frames exist only while it runs. */
  public static Asset motor(String id) {
    return motor(id, OperatingStateRule.ALWAYS_RUNNING, Kinematics.UNKNOWN);
  }

  public static Asset motor(String id, OperatingStateRule rule, Kinematics kinematics) {
    return motor(
        id,
        rule,
        kinematics,
        rule.pointId() == null
            ? List.of()
            : List.of(MeasurementPoint.of(rule.pointId(), "rpm", PointKind.SPEED)));
  }

  public static Asset motor(
      String id, OperatingStateRule rule, Kinematics kinematics, List<MeasurementPoint> points) {
    return motor(id, rule, kinematics, points, BEARING);
  }

  /** Always running, with a bearing of which nothing is known. */
  public static Asset motorWithoutGeometry(String id) {
    return motor(id, OperatingStateRule.ALWAYS_RUNNING, Kinematics.UNKNOWN, List.of(), null);
  }

  private static Asset motor(
      String id,
      OperatingStateRule rule,
      Kinematics kinematics,
      List<MeasurementPoint> points,
      @Nullable BearingGeometry bearing) {
    return new Asset(
        new AssetId(id),
        "Motor " + id,
        List.of("hall"),
        "motor",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("bearing", "Drive end bearing", null, bearing, List.of())),
        points,
        rule,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.REPLAYED,
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
                List.of(new SignalChannel("m", SignalDirection.UNKNOWN)),
                null)),
        kinematics);
  }

  /** Frame of a minute; equal for equal arguments. */
  public static WaveformFrame frame(Asset motor, int minute, @Nullable Double rpm) {
    return frame(motor, minute, rpm, noise(2 * SAMPLES, minute));
  }

  public static WaveformFrame frame(
      Asset motor, int minute, @Nullable Double rpm, float[] interleaved) {
    Instant time = START.plus(Duration.ofMinutes(minute));
    return new WaveformFrame(
        motor.id(),
        "de",
        time,
        time,
        time,
        Origin.REPLAYED,
        minute,
        RATE,
        List.of("x", "y"),
        "m/s2",
        1,
        SampleFormat.FLOAT32,
        bytes(interleaved),
        rpm);
  }

  public static AudioFrame sound(Asset motor, int minute) {
    Instant time = START.plus(Duration.ofMinutes(minute));
    return new AudioFrame(
        motor.id(),
        "mic",
        time,
        time,
        time,
        Origin.REPLAYED,
        minute,
        16_000,
        List.of("m"),
        null,
        SampleFormat.FLOAT32,
        bytes(noise(16_000, minute)),
        null);
  }

  public static float[] noise(int samples, int seed) {
    Random random = new Random(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian());
    }
    return noise;
  }

  public static byte[] bytes(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    return bytes.array();
  }

  public static ScalarScan speed(Asset motor, Instant time, double rpm) {
    return new ScalarScan(
        motor.id(),
        time,
        time,
        time,
        Origin.REPLAYED,
        motor.channelSet(),
        new double[] {rpm},
        new byte[0]);
  }

  public static Arrival arrival(WaveformFrame frame) {
    return new Arrival(
        Arrival.Kind.WAVEFORM,
        frame.assetId() + "/" + frame.pointId(),
        WAVEFORMS.encode(frame),
        1,
        frame.sequence());
  }

  public static Arrival arrival(AudioFrame frame) {
    return new Arrival(
        Arrival.Kind.SOUND,
        frame.assetId() + "/" + frame.pointId(),
        SOUNDS.encode(frame),
        2,
        frame.sequence());
  }
}
