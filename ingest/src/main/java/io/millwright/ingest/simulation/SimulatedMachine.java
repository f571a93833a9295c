package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.ingest.SourcePosition;
import io.millwright.ingest.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One machine through its lives: driven by its schedule, worn by turning, tripped at the end of
 * life, replaced after a repair time. Deterministic for its seed. One owner.
 */
final class SimulatedMachine {
  static final Duration REPAIR = Duration.ofHours(12);
  private static final String ACTOR = "plant-simulation";

  /** Relative deviation of the process, and how fast it wanders. */
  private static final double DISTURBANCE = 0.008;

  private static final double DISTURBANCE_HOURS = 0.4;

  private final Asset asset;
  private final int channelSet;
  private final MachineModel model;
  private final DutySchedule schedule;
  private final LifeRange lives;
  private final SensorArray sensors;
  private final SplittableRandom lifeRandom;
  private final SplittableRandom processRandom;
  private final String stream;

  private Wear wear;
  private FailureMode mode;
  private double disturbance;
  private boolean turning;
  private @Nullable Instant repairedAt;
  private double turningHours;
  private int events;
  private int steps;

  SimulatedMachine(
      Asset asset,
      MachineModel model,
      DutySchedule schedule,
      LifeRange lives,
      double meanHoursBetweenSensorFaults,
      String simulation,
      SplittableRandom random) {
    this.asset = asset;
    this.channelSet = asset.channelSet();
    this.model = model;
    this.schedule = schedule;
    this.lives = lives;
    this.stream = simulation + "/" + asset.id();
    this.lifeRandom = random.split();
    this.processRandom = random.split();
    this.sensors =
        new SensorArray(
            asset.points(), model.noise(), meanHoursBetweenSensorFaults, random.split());
    this.wear = lives.draw(lifeRandom);
    this.mode = drawMode();
  }

  private FailureMode drawMode() {
    List<FailureMode> modes = model.failureModes();
    // The first mode is the commoner one.
    return modes.get(lifeRandom.nextDouble() < 0.6 ? 0 : 1);
  }

  Asset asset() {
    return asset;
  }

  /** True state of wear, which no sensor shows: 0 to 1. */
  double damage() {
    return wear.damage();
  }

  FailureMode failureMode() {
    return mode;
  }

  boolean turning() {
    return turning;
  }

  /** Hours that this life has turned. */
  double turningHours() {
    return turningHours;
  }

  /** The fault of a sensor that the last scan shows; null if none. */
  @Nullable SensorFault sensorFault() {
    return sensors.fault();
  }

  /**
   * Lives up to a time and says what happened and what the sensors show then.
   *
   * @param hours since the step before
   */
  List<SourceRecord> advance(Instant time, double hours, double ambientCel) {
    List<SourceRecord> records = new ArrayList<>(2);
    if (repairedAt != null && !time.isBefore(repairedAt)) {
      repairedAt = null;
      records.add(
          event(
              time,
              MachineEventType.MAINTENANCE_PERFORMED,
              mode.itemId(),
              "replaced after " + word(mode)));
      wear = lives.draw(lifeRandom);
      mode = drawMode();
      turningHours = 0;
    }
    double level = repairedAt == null ? schedule.level(time) : 0;
    if (level > 0 != turning && repairedAt == null) {
      turning = level > 0;
      records.add(
          turning
              ? event(time, MachineEventType.START, null, "production")
              : event(time, MachineEventType.STOP, null, schedule.reasonToStop(time)));
    }
    Drive drive = drive(level, hours, ambientCel);
    if (drive.turning()) {
      wear.turn(hours, drive.speedRatio(), model.bearingLoadRatio(drive));
      turningHours += hours;
    }
    records.add(scan(time, hours, drive));
    if (turning && wear.failed()) {
      turning = false;
      repairedAt = time.plus(REPAIR);
      records.add(
          event(time, MachineEventType.TRIP, mode.itemId(), "protection tripped: " + word(mode)));
    }
    return records;
  }

  private Drive drive(double level, double hours, double ambientCel) {
    double keep = StrictMath.exp(-hours / DISTURBANCE_HOURS);
    disturbance =
        keep * disturbance
            + DISTURBANCE * Math.sqrt(1 - keep * keep) * processRandom.nextGaussian();
    return level <= 0
        ? new Drive(0, 0, ambientCel, 0)
        : new Drive(model.speedRatio(level), level, ambientCel, disturbance);
  }

  private SourceRecord scan(Instant time, double hours, Drive drive) {
    double[] truth = model.settle(hours, drive, mode, wear.damage());
    SensorArray.Readings readings = sensors.read(truth, hours);
    double[] values = readings.values();
    return new SourceRecord.Scan(
        new SourcePosition(stream, ++steps),
        asset.id(),
        time,
        null,
        Origin.SIMULATED,
        channelSet,
        values,
        readings.quality(),
        () -> text(time, values));
  }

  private byte[] text(Instant time, double[] values) {
    return (asset.id() + " " + time + " " + Arrays.toString(values))
        .getBytes(StandardCharsets.UTF_8);
  }

  private SourceRecord event(
      Instant time, MachineEventType type, @Nullable String item, String reason) {
    SourcePosition position = new SourcePosition(stream + "/events", ++events);
    return new SourceRecord.Event(
        position,
        new MachineEvent(
            position.toString(), asset.id(), time, type, item, ACTOR, reason, Origin.SIMULATED));
  }

  private static String word(FailureMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
