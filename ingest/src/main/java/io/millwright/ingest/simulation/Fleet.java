package io.millwright.ingest.simulation;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SparePart;
import io.millwright.ingest.simulation.DutySchedule.PlannedStop;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The machines of the simulated plant: a small waterworks with a conveyor and an exhaust fan. */
final class Fleet {
  /** One sensor in a machine fails about every five days. */
  private static final double MEAN_HOURS_BETWEEN_SENSOR_FAULTS = 120;

  private static final LifeRange FIRST_TO_FAIL = new LifeRange(56, 72, 84, 100);
  private static final LifeRange SECOND_TO_FAIL = new LifeRange(84, 110, 90, 115);
  private static final LifeRange THIRD_TO_FAIL = new LifeRange(130, 170, 100, 130);
  private static final LifeRange LONG_LIVED = new LifeRange(800, 2500, 150, 300);

  /** Lives of a training run: wider than those of any machine of the fleet that fails soon. */
  static final LifeRange TRAINING = new LifeRange(40, 200, 75, 150);

  private static final Map<String, SparePart> PARTS =
      Map.of(
          "BRG-6312-C3", part("BRG-6312-C3", "Deep groove ball bearing 6312 C3", 2, 5),
          "BRG-6314-C3", part("BRG-6314-C3", "Deep groove ball bearing 6314 C3", 1, 5),
          "BRG-6316-C3", part("BRG-6316-C3", "Deep groove ball bearing 6316 C3", 1, 7),
          "BRG-22216-E", part("BRG-22216-E", "Spherical roller bearing 22216 E", 0, 10),
          "IMP-250", part("IMP-250", "Impeller 250 mm", 1, 21),
          "MOT-75-4", part("MOT-75-4", "Motor 75 kW, 4 poles", 0, 30));

  private final String simulation;
  private final SplittableRandom random;
  private final List<SimulatedMachine> machines = new ArrayList<>();

  private Fleet(String simulation, long seed) {
    this.simulation = simulation;
    this.random = new SplittableRandom(seed);
  }

  /** Seven machines, of which three fail within the first two weeks. */
  static List<SimulatedMachine> ofSeven(String simulation, long seed) {
    Fleet fleet = new Fleet(simulation, seed);
    fleet.pump(
        "pump-101", "Intake pump 1", Criticality.A, stop(DayOfWeek.WEDNESDAY, 8), FIRST_TO_FAIL);
    fleet.pump("pump-102", "Intake pump 2", Criticality.B, stop(DayOfWeek.THURSDAY, 8), LONG_LIVED);
    fleet.pump("pump-201", "Filter pump 1", Criticality.B, stop(DayOfWeek.TUESDAY, 14), LONG_LIVED);
    fleet.pump("pump-202", "Filter pump 2", Criticality.C, stop(DayOfWeek.FRIDAY, 8), LONG_LIVED);
    fleet.motor(
        "motor-301",
        "Conveyor motor 1",
        Criticality.B,
        stop(DayOfWeek.THURSDAY, 16),
        THIRD_TO_FAIL);
    fleet.motor(
        "motor-302", "Conveyor motor 2", Criticality.C, stop(DayOfWeek.WEDNESDAY, 16), LONG_LIVED);
    fleet.fan("fan-401", "Exhaust fan", Criticality.B, stop(DayOfWeek.FRIDAY, 6), SECOND_TO_FAIL);
    return List.copyOf(fleet.machines);
  }

  /** A machine for a training run: one life, no stops, no faulty sensors. */
  static SimulatedMachine forTraining(String equipmentClass, String id, SplittableRandom random) {
    Fleet fleet = new Fleet("training", random.nextLong());
    switch (equipmentClass) {
      case "pump" -> fleet.pump(id, id, Criticality.C, List.of(), TRAINING);
      case "motor" -> fleet.motor(id, id, Criticality.C, List.of(), TRAINING);
      case "fan" -> fleet.fan(id, id, Criticality.C, List.of(), TRAINING);
      default ->
          throw new IllegalArgumentException(
              "no simulated machine of class '" + equipmentClass + "'; there are pump, motor, fan");
    }
    return fleet.machines.get(0);
  }

  private static List<PlannedStop> stop(DayOfWeek day, int hour) {
    return List.of(
        new PlannedStop(day, hour, Duration.ofHours(6), "planned stop: weekly cleaning"));
  }

  private static SparePart part(String number, String name, int stock, int leadDays) {
    return new SparePart(number, name, stock, Duration.ofDays(leadDays));
  }

  private void pump(
      String id, String name, Criticality criticality, List<PlannedStop> stops, LifeRange lives) {
    SplittableRandom own = random.split();
    MachineModel model = new CentrifugalPump(between(own, 6, 10), between(own, 1.2, 1.7));
    add(id, name, "Pumping", criticality, model, DutySchedule.shifts(1.0, 0.8, stops), lives, own);
  }

  private void motor(
      String id, String name, Criticality criticality, List<PlannedStop> stops, LifeRange lives) {
    SplittableRandom own = random.split();
    MachineModel model = new InductionMotor(between(own, 0.7, 1.0));
    add(
        id,
        name,
        "Conveying",
        criticality,
        model,
        DutySchedule.shifts(0.9, 0.65, stops),
        lives,
        own);
  }

  private void fan(
      String id, String name, Criticality criticality, List<PlannedStop> stops, LifeRange lives) {
    SplittableRandom own = random.split();
    MachineModel model = new CentrifugalFan(between(own, 1.2, 1.8));
    add(id, name, "Exhaust", criticality, model, DutySchedule.shifts(1.0, 0.75, stops), lives, own);
  }

  private static double between(SplittableRandom random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private void add(
      String id,
      String name,
      String line,
      Criticality criticality,
      MachineModel model,
      DutySchedule schedule,
      LifeRange lives,
      SplittableRandom own) {
    List<MaintainableItem> items = new ArrayList<>();
    for (MaintainableItem item : model.items()) {
      items.add(
          new MaintainableItem(
              item.id(),
              item.name(),
              "SIM-" + id + "-" + item.id(),
              item.bearing(),
              item.partNumbers()));
    }
    List<SparePart> parts =
        items.stream().flatMap(item -> item.partNumbers().stream()).map(Fleet::part).toList();
    Asset asset =
        new Asset(
            new AssetId(id),
            name + " (simulated)",
            List.of("Simulated waterworks", "Works", line),
            model.equipmentClass(),
            criticality,
            Map.of("simulation", simulation),
            items,
            model.points(),
            model.stateRule(),
            model.vibration(),
            parts,
            Duration.ofHours(1),
            Origin.SIMULATED);
    double faults =
        simulation.equals("training") ? Double.POSITIVE_INFINITY : MEAN_HOURS_BETWEEN_SENSOR_FAULTS;
    machines.add(new SimulatedMachine(asset, model, schedule, lives, faults, simulation, own));
  }

  private static SparePart part(String number) {
    SparePart part = PARTS.get(number);
    if (part == null) {
      throw new IllegalStateException("part " + number + " is not in the catalogue");
    }
    return part;
  }
}
