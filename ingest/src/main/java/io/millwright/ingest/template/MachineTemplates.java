package io.millwright.ingest.template;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.asset.VibrationClass.Group;
import io.millwright.contracts.asset.ZoneLimits;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of machines to begin with. They are read from {@code plant/templates.yaml}, which is a
 * plant file and checked as such; limits of vibration are filled in by what is known of the
 * machine.
 *
 * <p>Limits matter most while a machine is learned, when nothing else can raise an alarm: the
 * warning is the boundary of zones B and C, the alarm that of C and D. Zones are those of ISO
 * 20816-3:2022 for fans, motors and compressors above 15 kW at 120 to 30 000 rpm with a known
 * support, and those of ISO 10816-7:2009 for pumps of category II up to 200 kW. Deviations: motors
 * are grouped by their power alone, not by shaft height; reciprocating compressors, which ISO
 * 20816-8 is for, are not told apart from rotary ones. Everything else is a starting value.
 */
public final class MachineTemplates {
  private static final Set<String> OF_ISO_20816_3 = Set.of("fan", "motor", "compressor");
  private static final double LEAST_KW = 15;
  private static final double GROUP_1_ABOVE_KW = 300;
  private static final double LEAST_RPM = 120;
  private static final double MOST_RPM = 30_000;

  /** ISO 10816-7:2009, category II, to 200 kW. */
  private static final ZoneLimits PUMP = new ZoneLimits(3.2, 5.1, 8.5);

  private static final double PUMP_LEAST_KW = 1;
  private static final double PUMP_MOST_KW = 200;
  private static final String WINDING = "winding-temperature";

  /** Shares of the rated speed, as the simulated plant has them. */
  private static final double RUNNING_SHARE = 0.4;

  private static final double STANDBY_SHARE = 0.05;

  private static final Plant TYPES = read();

  private MachineTemplates() {}

  /** Every type, filled in. */
  public static List<MachineTemplate> of(MachineFacts facts) {
    return TYPES.assets().stream().map(type -> filled(type, facts)).toList();
  }

  private static MachineTemplate filled(Asset type, MachineFacts facts) {
    VibrationClass vibration = classOf(type.equipmentClass(), facts);
    LimitSource source = sourceOf(vibration, facts);
    ZoneLimits zones =
        source == LimitSource.ISO_10816_7 ? PUMP : vibration.zoneLimits().orElse(null);
    Map<String, LimitSource> sources = new LinkedHashMap<>();
    List<MeasurementPoint> points =
        type.points().stream()
            .map(point -> point.kind() == PointKind.VIBRATION ? limited(point, zones) : point)
            .toList();
    for (MeasurementPoint point : points) {
      if (point.limits() != null) {
        sources.put(
            point.id(),
            point.kind() == PointKind.VIBRATION
                ? source
                : point.id().equals(WINDING)
                    ? LimitSource.IEC_60034_1
                    : LimitSource.STARTING_VALUE);
      }
    }
    Double rpm = facts.ratedSpeedRpm();
    Asset asset =
        new Asset(
            type.id(),
            type.name(),
            type.path(),
            type.equipmentClass(),
            type.criticality(),
            type.externalIds(),
            type.items(),
            points,
            state(type, rpm),
            vibration,
            type.parts(),
            type.cycleDuration(),
            type.origin(),
            type.signals(),
            rpm == null ? Kinematics.UNKNOWN : new Kinematics(rpm, null, null, null, null));
    return new MachineTemplate(asset, sources);
  }

  private static VibrationClass classOf(String equipmentClass, MachineFacts facts) {
    Group group = Group.UNKNOWN;
    Double kw = facts.ratedPowerKw();
    if (equipmentClass.equals("pump")) {
      group = Group.ROTODYNAMIC_PUMP;
    } else if (OF_ISO_20816_3.contains(equipmentClass)
        && kw != null
        && kw > LEAST_KW
        && covered(facts.ratedSpeedRpm())) {
      group = kw > GROUP_1_ABOVE_KW ? Group.GROUP_1 : Group.GROUP_2;
    }
    return new VibrationClass(group, facts.support());
  }

  private static boolean covered(@Nullable Double rpm) {
    return rpm == null || (rpm >= LEAST_RPM && rpm <= MOST_RPM);
  }

  private static LimitSource sourceOf(VibrationClass vibration, MachineFacts facts) {
    if (vibration.group() == Group.ROTODYNAMIC_PUMP) {
      Double kw = facts.ratedPowerKw();
      return kw != null && kw > PUMP_LEAST_KW && kw <= PUMP_MOST_KW
          ? LimitSource.ISO_10816_7
          : LimitSource.STARTING_VALUE;
    }
    return vibration.zoneLimits().isPresent()
        ? LimitSource.ISO_20816_3
        : LimitSource.STARTING_VALUE;
  }

  private static MeasurementPoint limited(MeasurementPoint point, @Nullable ZoneLimits zones) {
    Limits given = point.limits();
    if (zones == null || given == null) {
      return point;
    }
    return new MeasurementPoint(
        point.id(),
        point.name(),
        point.unit(),
        point.kind(),
        point.range(),
        new Limits(
            null,
            null,
            zones.bc(),
            zones.cd(),
            given.deadband(),
            given.onDelay(),
            given.offDelay()),
        point.itemId());
  }

  /** Levels in rpm follow the rated speed. */
  private static OperatingStateRule state(Asset type, @Nullable Double rpm) {
    OperatingStateRule rule = type.stateRule();
    boolean inRpm =
        Optional.ofNullable(rule.pointId())
            .map(id -> type.points().get(type.indexOf(id)).unit().equals("rpm"))
            .orElse(false);
    return rpm == null || !inRpm
        ? rule
        : new OperatingStateRule(
            rule.source(),
            rule.pointId(),
            RUNNING_SHARE * rpm,
            STANDBY_SHARE * rpm,
            rule.steadyAfter(),
            rule.steadyBand());
  }

  private static Plant read() {
    try (InputStream in =
        Objects.requireNonNull(
            MachineTemplates.class.getResourceAsStream("/plant/templates.yaml"),
            "templates.yaml is missing from the class path")) {
      return PlantFile.parse(
          "templates.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
