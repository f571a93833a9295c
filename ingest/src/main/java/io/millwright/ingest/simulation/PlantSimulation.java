package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.event.OperatingState;
import io.millwright.ingest.Pace;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.operation.OperatingStateTracker;
import io.millwright.models.training.RunToFailureTable;
import io.millwright.models.training.RunToFailureTable.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A simulated plant as a source of telemetry: four pumps, two motors and a fan, a scan of each
 * every {@link #SCAN_INTERVAL} of simulated time. The same seed gives the same records, whatever
 * the pace, so that an interrupted demonstration goes on where it was.
 */
public final class PlantSimulation implements TelemetrySource {
  /** Simulated time begins here, a Monday. */
  public static final Instant EPOCH = Instant.parse("2026-01-05T00:00:00Z");

  public static final Duration SCAN_INTERVAL = Duration.ofMinutes(15);

  /**
   * The pace of the demonstration: 6 simulated hours a second, so that a minute shows 15 days. The
   * first machine fails after 26 to 36 seconds, two more within the minute, four stay sound.
   */
  public static final Pace DEMO_PACE = new Pace(6 * 3600);

  /** The longest remaining life, in hours, that is worth telling apart in this plant. */
  public static final double LIFE_CAP_HOURS = 100;

  /** Classes that {@link #runToFailure} knows; each has its own channels. */
  public static final List<String> EQUIPMENT_CLASSES = List.of("pump", "motor", "fan");

  private static final int SCANS_A_READING = 4;

  private static final Set<PointKind> DRIVEN =
      EnumSet.of(PointKind.SETTING, PointKind.SPEED, PointKind.LOAD);

  private final String name;
  private final List<SimulatedMachine> machines;
  private final long stepLimit;
  private final Queue<SourceRecord> pending = new ArrayDeque<>();
  private long steps;

  private PlantSimulation(long seed, long stepLimit) {
    this.name = "simulation-" + seed;
    this.machines = Fleet.ofSeven(name, seed);
    this.stepLimit = stepLimit;
  }

  /** A plant that runs on and on. */
  public static PlantSimulation endless(long seed) {
    return new PlantSimulation(seed, Long.MAX_VALUE);
  }

  /** A plant that is watched for some simulated time. */
  public static PlantSimulation lasting(long seed, Duration simulated) {
    return new PlantSimulation(seed, simulated.dividedBy(SCAN_INTERVAL));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Asset> assets() {
    return machines.stream().map(SimulatedMachine::asset).toList();
  }

  @Override
  public @Nullable SourceRecord next() {
    if (pending.isEmpty() && steps < stepLimit) {
      pending.addAll(step());
    }
    return pending.poll();
  }

  @Override
  public void close() {
    // nothing is open
  }

  /** What all machines say in the next step. */
  private List<SourceRecord> step() {
    Instant time = EPOCH.plus(SCAN_INTERVAL.multipliedBy(++steps));
    double ambient = ambientCel(time);
    List<SourceRecord> records = new ArrayList<>();
    for (SimulatedMachine machine : machines) {
      records.addAll(machine.advance(time, hours(SCAN_INTERVAL), ambient));
    }
    return records;
  }

  /** For tests of the truth behind the sensors. */
  List<SimulatedMachine> machines() {
    return machines;
  }

  /** A heated hall: warmest in mid-afternoon, with a slow swing of the weather. */
  static double ambientCel(Instant time) {
    double hours = Duration.between(EPOCH, time).toMinutes() / 60.0;
    return 22
        + 0.5 * StrictMath.sin(2 * Math.PI * (hours - 9) / 24)
        + 0.25 * StrictMath.sin(2 * Math.PI * hours / (24 * 6.1));
  }

  private static double hours(Duration duration) {
    return duration.toMillis() / 3_600_000.0;
  }

  /**
   * Lives of machines of a class from new to failure, for training a life model: steady running
   * only, elapsed time in hours of turning, as an assessor counts it. A reading an hour: wear takes
   * days, and a quarter of the rows trains in a quarter of the time.
   *
   * @param equipmentClass one of {@link #EQUIPMENT_CLASSES}
   * @param seed unlike that of the plant that the model will watch
   */
  public static RunToFailureTable runToFailure(String equipmentClass, long seed, int lives) {
    SplittableRandom random = new SplittableRandom(seed);
    List<History> histories = new ArrayList<>();
    List<MeasurementPoint> points = List.of();
    for (int i = 1; i <= lives; i++) {
      SimulatedMachine machine =
          Fleet.forTraining(equipmentClass, equipmentClass + "-life-" + i, random);
      // Lives begin at any hour of a week, or the clock would tell the age.
      Instant begin = EPOCH.plus(SCAN_INTERVAL.multipliedBy(random.nextInt(7 * 24 * 4)));
      histories.add(history(machine, begin));
      points = machine.asset().points();
    }
    return new RunToFailureTable(
        points.stream().map(MeasurementPoint::id).toList(),
        points.stream().filter(p -> DRIVEN.contains(p.kind())).map(MeasurementPoint::id).toList(),
        histories);
  }

  private static History history(SimulatedMachine machine, Instant begin) {
    OperatingStateTracker tracker = new OperatingStateTracker(machine.asset().stateRule());
    int statePoint = machine.asset().indexOf(machine.asset().stateRule().pointId());
    List<Double> elapsed = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    Instant time = begin;
    do {
      time = time.plus(SCAN_INTERVAL);
      for (SourceRecord record : machine.advance(time, hours(SCAN_INTERVAL), ambientCel(time))) {
        if (record instanceof SourceRecord.Scan scan
            && tracker.update(time, scan.values()[statePoint]) == OperatingState.RUNNING
            && (scan.position().line() % SCANS_A_READING == 0 || !machine.turning())) {
          elapsed.add(machine.turningHours());
          values.add(scan.values());
        }
      }
    } while (machine.turning());
    return new History(
        machine.asset().id().value(),
        elapsed.stream().mapToDouble(Double::doubleValue).toArray(),
        values.toArray(double[][]::new));
  }
}
