package io.millwright.standalone.grafana;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
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
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.runtime.kafka.TopicSender;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A fan with an accelerometer and a microphone, and a bearing that knocks. */
final class VibratingFan {
  private static final AssetId ID = new AssetId("fan-402");
  private static final double RATE_HZ = 25_600;
  private static final double SPEED_RPM = 1_480;
  private static final int FRAMES = 6;

  private VibratingFan() {}

  /** Declares it and sends frames, one every half an hour. */
  static void run(TopicSender sender, Instant from) {
    sender.send(Topics.ASSETS, ID, asset());
    sender.flush();
    Random random = new Random(1);
    for (int i = 0; i < FRAMES; i++) {
      Instant time = from.plus(Duration.ofMinutes(30L * i));
      byte[] samples = samples(random, 4 + i);
      sender.send(
          Topics.WAVEFORM,
          ID + "/de",
          new WaveformFrame(
              ID,
              "de",
              time,
              time,
              Instant.now(),
              Origin.SIMULATED,
              i,
              RATE_HZ,
              List.of("x"),
              "m/s2",
              1,
              SampleFormat.FLOAT32,
              samples,
              SPEED_RPM));
      sender.send(
          Topics.AUDIO,
          ID + "/mic",
          new AudioFrame(
              ID,
              "mic",
              time,
              time,
              Instant.now(),
              Origin.SIMULATED,
              i,
              RATE_HZ,
              List.of("m"),
              null,
              SampleFormat.FLOAT32,
              quieter(samples),
              SPEED_RPM));
    }
    sender.flush();
  }

  private static Asset asset() {
    return new Asset(
        ID,
        "Fan with sensors",
        List.of("Simulated waterworks", "Works", "Exhaust"),
        "fan",
        Criticality.B,
        Map.of(),
        List.of(
            new MaintainableItem(
                "bearing-de",
                "Drive-end bearing",
                null,
                new BearingGeometry("6205", 9, 7.94, 39.04, 0),
                List.of())),
        List.of(),
        OperatingStateRule.ALWAYS_RUNNING,
        new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.RIGID),
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED,
        List.of(
            new SignalPoint(
                "de",
                "Drive end",
                SignalKind.VIBRATION,
                List.of(new SignalChannel("x", SignalDirection.HORIZONTAL)),
                "bearing-de"),
            new SignalPoint(
                "mic",
                "Microphone",
                SignalKind.SOUND,
                List.of(new SignalChannel("m", SignalDirection.UNKNOWN)),
                null)),
        new Kinematics(SPEED_RPM, null, null, null, null));
  }

  /** A second: imbalance, noise, and a ring at each pass over the outer race. */
  private static byte[] samples(Random random, double knock) {
    int n = (int) RATE_HZ;
    ByteBuffer bytes = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
    double shaftHz = SPEED_RPM / 60;
    double passHz = 9 / 2.0 * shaftHz * (1 - 7.94 / 39.04);
    for (int i = 0; i < n; i++) {
      double t = i / RATE_HZ;
      double since = t % (1 / passHz);
      double ring = knock * Math.exp(-since * 800) * Math.sin(2 * Math.PI * 3_000 * since);
      bytes.putFloat(
          (float) (2 * Math.sin(2 * Math.PI * shaftHz * t) + ring + 0.3 * random.nextGaussian()));
    }
    return bytes.array();
  }

  private static byte[] quieter(byte[] samples) {
    ByteBuffer in = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(samples.length).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      out.putFloat(in.getFloat() / 50);
    }
    return out.array();
  }
}
