package io.millwright.dashboards.history;

import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.runtime.kafka.TopicSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Machines whose every value follows from machine, point and step, so that what a store holds can
 * be told from what it should.
 */
final class SimulatedPlant {
  static final int POINTS = 10;
  private static final String[] NAMES =
      IntStream.range(0, POINTS).mapToObj(i -> "p" + i).toArray(String[]::new);

  private final List<Asset> machines = new ArrayList<>();
  private final Instant start;
  private final int secondsAStep;

  SimulatedPlant(String name, int machines, Instant start, int secondsAStep) {
    this.start = start;
    this.secondsAStep = secondsAStep;
    for (int i = 0; i < machines; i++) {
      this.machines.add(HistoryExamples.asset(name + "/machine-" + i, NAMES));
    }
  }

  List<Asset> machines() {
    return machines;
  }

  Instant time(int step) {
    return start.plusSeconds((long) step * secondsAStep);
  }

  /** NaN now and then, of few decimals mostly, of as many as there are for one point. */
  static double value(int machine, int point, int step) {
    if ((step + point) % 97 == 5) {
      return Double.NaN;
    }
    double wave = Math.sin((step + 31 * machine) / (10.0 + point)) * (point + 1);
    return point == 3 ? wave : Math.rint(wave * 1e4) / 1e4 + 0.0; // a store may not keep -0
  }

  void declare(TopicSender sender) {
    for (Asset machine : machines) {
      sender.send(Topics.ASSETS, machine.id(), machine);
    }
  }

  void sendScans(TopicSender sender, int step) {
    for (int machine = 0; machine < machines.size(); machine++) {
      send(sender, machine, step, values(machine, step));
    }
  }

  /** As {@link #sendScans}, each scan after one that it corrects. */
  void sendCorrectedScans(TopicSender sender, int step) {
    double[] wrong = new double[POINTS];
    Arrays.fill(wrong, -1_000 - step);
    for (int machine = 0; machine < machines.size(); machine++) {
      double[] right = values(machine, step);
      for (int p = 0; p < POINTS; p++) {
        wrong[p] = Double.isNaN(right[p]) ? Double.NaN : -1_000 - step;
      }
      send(sender, machine, step, wrong);
      send(sender, machine, step, right);
    }
  }

  private void send(TopicSender sender, int machine, int step, double[] values) {
    Asset asset = machines.get(machine);
    ScalarScan scan = HistoryExamples.scan(asset, time(step), values, qualities(values));
    sender.send(Topics.SCALAR, asset.id(), scan);
  }

  private static double[] values(int machine, int step) {
    double[] values = new double[POINTS];
    Arrays.setAll(values, p -> value(machine, p, step));
    return values;
  }

  private static byte[] qualities(double[] values) {
    byte[] qualities = new byte[POINTS];
    for (int p = 0; p < POINTS; p++) {
      qualities[p] =
          (byte) (Double.isNaN(values[p]) ? ChannelQuality.ABSENT : ChannelQuality.GOOD).ordinal();
    }
    return qualities;
  }

  void sendAssessments(TopicSender sender, int step) {
    for (Asset machine : machines) {
      sender.send(Topics.ASSESSMENTS, machine.id(), assessment(machine.id(), step));
    }
  }

  Assessment assessment(AssetId machine, int step) {
    return HistoryExamples.assessment(
        machine.value(), time(step), 0.25 + step % 7 / 8.0, 100 - step % 50, 1_000 - step % 900);
  }

  void sendAlarms(TopicSender sender, int step) {
    for (Asset machine : machines) {
      sender.send(Topics.ALARMS, machine.id(), alarm(machine.id(), step));
    }
  }

  AlarmEvent alarm(AssetId machine, int step) {
    AlarmStatus[] course = {
      AlarmStatus.UNACKNOWLEDGED, AlarmStatus.ACKNOWLEDGED, AlarmStatus.NORMAL
    };
    return HistoryExamples.alarm(machine.value(), time(step), 1 + step, course[step % 3]);
  }
}
