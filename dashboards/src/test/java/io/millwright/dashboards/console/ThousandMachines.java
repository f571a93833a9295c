package io.millwright.dashboards.console;

import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.runtime.access.Role;
import io.millwright.runtime.service.Health;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A console with a thousand machines of which every one is assessed once a second. {@link #main}
 * opens it for a browser.
 */
final class ThousandMachines implements AutoCloseable {
  static final int MACHINES = 1_000;

  private final int port;
  private final TestConsole console =
      new TestConsole()
          .at(Clock.systemUTC())
          .lags(() -> List.of(new GroupLag("millwright-streams", 1, 7)))
          .parts(() -> Map.of("broker", Health.UP, "store", Health.degraded("does not answer")));
  private final InMemoryFleetFeed feed = console.feed;
  private final Thread plant = new Thread(this::run, "thousand-machines");
  private final Random chance = new Random(1);
  private volatile boolean running = true;

  ThousandMachines(int port) {
    this.port = port;
  }

  void open() {
    for (int i = 0; i < MACHINES; i++) {
      Asset machine = machine(i);
      feed.add(view -> view.declare(machine));
    }
    round();
    for (int i = 0; i < MACHINES; i += 37) {
      String id = id(i);
      Instant now = Instant.now();
      feed.add(view -> view.alarm(HistoryExamples.alarm(id, now, 1, AlarmStatus.UNACKNOWLEDGED)));
      feed.add(view -> view.advise(HistoryExamples.openCase(id, now)));
    }
    console.open(ConsoleSettings.onLoopback(port));
    plant.setDaemon(true);
    plant.start();
  }

  URI url() {
    return console.url();
  }

  private void run() {
    while (running) {
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException e) {
        return;
      }
      round();
    }
  }

  private void round() {
    Instant now = Instant.now();
    for (int i = 0; i < MACHINES; i++) {
      double score = i % 37 == 0 ? 1.2 + i / 500.0 : 0.2 + 0.3 * chance.nextDouble();
      double index = i % 37 == 0 ? 20 + i / 20.0 : 90 + 9 * chance.nextDouble();
      String id = id(i);
      if (i % 53 == 0) {
        continue; // of these only the declaration is known
      }
      feed.add(
          i % 41 == 0
              ? view -> view.assess(HistoryExamples.notAssessed(id, now))
              : view ->
                  view.assess(HistoryExamples.assessment(id, now, score, index, 200 + score)));
    }
  }

  private static String id(int i) {
    return "site-" + i / 250 + "/hall-" + i / 50 % 5 + "/machine-" + i;
  }

  private static Asset machine(int i) {
    String kind = List.of("pump", "fan", "gearbox", "motor").get(i % 4);
    return new Asset(
        new AssetId(id(i)),
        i == 5 ? "<script>alert('x')</script> \"Pump\" & Söhne" : "Cooling water " + kind + " " + i,
        List.of("Site " + i / 250, "Hall " + i / 50 % 5),
        kind,
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("bearing-de", "Bearing", null, null, List.of())),
        List.of(MeasurementPoint.of("flow", "m³/h", PointKind.PROCESS)),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED);
  }

  @Override
  public void close() {
    running = false;
    plant.interrupt();
    console.close();
  }

  /** Opens on a port, 8080 if none is given, and prints a token. */
  public static void main(String... args) throws InterruptedException {
    ThousandMachines machines =
        new ThousandMachines(args.length == 0 ? 8_080 : Integer.parseInt(args[0]));
    machines.open();
    System.out.println(machines.url() + " " + machines.console.token("ann", Role.values()));
    Thread.currentThread().join();
  }
}
