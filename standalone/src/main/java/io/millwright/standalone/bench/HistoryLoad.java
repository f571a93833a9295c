package io.millwright.standalone.bench;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.runtime.kafka.TopicSender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Readings of a made-up plant: a hundred machines with ten points, a scan a second. Of ten values
 * nine have four decimals, as most sensors do, and one has all it can.
 */
final class HistoryLoad {
  static final int MACHINES = 100;
  static final int POINTS = 10;

  /** Points that all machines have in a second. */
  static final int A_SECOND = MACHINES * POINTS;

  private static final byte[] GOOD = new byte[0];

  private final Instant start;
  private final List<Asset> machines;

  /**
   * @param start of the readings
   */
  HistoryLoad(Instant start) {
    this.start = start;
    this.machines = IntStream.range(0, MACHINES).mapToObj(i -> machine(machineId(i))).toList();
  }

  static String machineId(int machine) {
    return "bench/machine-" + machine;
  }

  static String pointId(int point) {
    return "point-" + point;
  }

  Instant time(int second) {
    return start.plusSeconds(second);
  }

  static double value(int machine, int point, int second) {
    double wave = 50 + 40 * Math.sin((second + 17 * machine) / (20.0 + point));
    return point == 0 ? wave : Math.rint(wave * 1e4) / 1e4;
  }

  /** All declarations are in Kafka when it returns. */
  void declare(TopicSender sender) {
    for (Asset machine : machines) {
      sender.send(Topics.ASSETS, machine.id(), machine);
    }
    sender.flush();
  }

  /** The scans of some seconds are in Kafka when it returns. */
  void send(TopicSender sender, int from, int to) {
    for (int second = from; second < to; second++) {
      Instant time = time(second);
      for (int i = 0; i < MACHINES; i++) {
        Asset machine = machines.get(i);
        double[] values = new double[POINTS];
        for (int p = 0; p < POINTS; p++) {
          values[p] = value(i, p, second);
        }
        sender.send(
            Topics.SCALAR,
            machine.id(),
            new ScalarScan(
                machine.id(),
                time,
                time,
                time,
                Origin.SIMULATED,
                machine.channelSet(),
                values,
                GOOD));
      }
    }
    sender.flush();
  }

  private static Asset machine(String id) {
    return new Asset(
        new AssetId(id),
        id,
        List.of("Bench"),
        "pump",
        Criticality.C,
        Map.of(),
        List.of(new MaintainableItem("whole", "Machine", null, null, List.of())),
        IntStream.range(0, POINTS)
            .mapToObj(p -> MeasurementPoint.of(pointId(p), "1", PointKind.PROCESS))
            .toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED);
  }
}
