package io.millwright.alerts;

import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Decision;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A random life of some pumps: they wear, are assessed and scanned once a minute one after another,
 * and people act, report and err. The same seed gives the same records.
 */
final class RandomRecords {
  private static final int ASSETS = 8;
  private static final String[] ITEMS = {"bearing", "seal", ""};

  private final AssetWatch watch;
  private final Random random;
  private final double[] wear = new double[ASSETS];
  private final List<Asset> assets =
      IntStream.range(0, ASSETS)
          .mapToObj(
              n ->
                  Plant.asset(
                      new AssetId("pump-" + n), Criticality.values()[n % 3], Origin.MEASURED))
          .toList();
  private int count;

  RandomRecords(long seed, AssetWatch watch) {
    this.watch = watch;
    this.random = new Random(seed);
  }

  /**
   * A record of an asset.
   *
   * @param health of the assessment that it is; null if it is none
   * @param inTopic whether it may be delivered again; a look for silence is none
   * @param decide what it leads to
   */
  record Next(
      AssetId assetId,
      Instant time,
      @Nullable HealthState health,
      boolean inTopic,
      Function<AssetState, Decision> decide) {}

  Next next() {
    int n = count++;
    int number = random.nextInt(ASSETS);
    wear[number] = Math.max(0, wear[number] + random.nextGaussian() * 0.1 + 0.01);
    Asset asset = assets.get(number);
    Instant time = Plant.START.plusSeconds(60L * n);
    int kind = random.nextInt(400);
    if (kind < 300) {
      return assessment(asset, time, wear[number]);
    } else if (kind < 390) {
      double vibration = 3 + 2 * wear[number] + random.nextGaussian();
      ScalarScan scan = Plant.scan(asset.id(), time, Origin.MEASURED, 1500, vibration, 50);
      return next(asset, time, state -> watch.scan(state, watch.limits(asset), scan));
    } else if (kind < 393) {
      wear[number] = 0;
      return report(asset, time, n);
    } else if (kind < 394) {
      MachineEvent event =
          new MachineEvent(
              "e-" + n,
              asset.id(),
              time,
              MachineEventType.MAINTENANCE_PERFORMED,
              random.nextBoolean() ? "bearing" : null,
              "fitter",
              "replaced",
              Origin.MEASURED);
      return next(asset, time, state -> watch.event(state, event));
    } else if (kind < 395) {
      Instant heard = time.minus(Duration.ofMinutes(random.nextInt(20)));
      return new Next(
          asset.id(), time, null, false, state -> watch.silence(state, asset, heard, time));
    }
    return action(asset, time, n);
  }

  private static Next next(Asset asset, Instant time, Function<AssetState, Decision> decide) {
    return new Next(asset.id(), time, null, true, decide);
  }

  private Next assessment(Asset asset, Instant time, double wear) {
    HealthState health = health(wear);
    String item = ITEMS[random.nextInt(random.nextInt(10) == 0 ? 3 : 1)];
    boolean suspended = random.nextInt(500) == 0;
    Assessment assessment =
        Plant.assessment(
            asset.id(),
            time,
            Origin.MEASURED,
            health,
            item.isEmpty() ? null : Plant.finding(item, random.nextDouble()),
            Plant.life(Math.max(0, 120 - 60 * wear + 10 * random.nextGaussian())));
    return new Next(
        asset.id(),
        time,
        health,
        true,
        state -> watch.assessment(state, asset, assessment, suspended));
  }

  private HealthState health(double wear) {
    int odd = random.nextInt(50);
    if (odd == 0) {
      return HealthState.NOT_ASSESSED;
    } else if (odd == 1) {
      return HealthState.LEARNING;
    }
    double seen = wear + 0.2 * random.nextGaussian();
    return seen > 1.6 ? HealthState.ALARM : seen > 0.9 ? HealthState.DEGRADED : HealthState.HEALTHY;
  }

  /** On the whole asset, or naming a case or an order, which may not be there. */
  private Next report(Asset asset, Instant time, int n) {
    MaintenanceReport.Outcome outcome = MaintenanceReport.Outcome.values()[random.nextInt(3)];
    int names = random.nextInt(4);
    return next(
        asset,
        time,
        state ->
            watch.report(
                state,
                asset,
                new MaintenanceReport(
                    "r-" + n,
                    asset.id(),
                    null,
                    names == 1 ? firstCase(state) : null,
                    names == 2 ? firstOrder(state) : null,
                    outcome,
                    "looked",
                    time,
                    "fitter")));
  }

  private Next action(Asset asset, Instant time, int n) {
    OperatorAction.Kind act =
        OperatorAction.Kind.values()[random.nextInt(OperatorAction.Kind.values().length)];
    boolean first = random.nextBoolean();
    return next(
        asset,
        time,
        state ->
            watch.action(
                state,
                asset,
                new OperatorAction(
                    "a-" + n,
                    asset.id(),
                    act,
                    first ? target(state, act) : null,
                    time,
                    "p",
                    "PLANNER",
                    "so",
                    act == OperatorAction.Kind.SHELVE ? time.plus(Duration.ofHours(3)) : null)));
  }

  private static @Nullable String target(AssetState state, OperatorAction.Kind act) {
    boolean order =
        act == OperatorAction.Kind.APPROVE_ORDER || act == OperatorAction.Kind.REJECT_ORDER;
    return order ? firstOrder(state) : null;
  }

  private static String firstCase(AssetState state) {
    return state.book().cases().isEmpty() ? "none" : state.book().cases().get(0).caseId();
  }

  private static String firstOrder(AssetState state) {
    return state.book().orders().isEmpty()
        ? "none"
        : state.book().orders().get(0).snapshot().workOrderId();
  }
}
