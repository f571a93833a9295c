package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.assessment.VibrationSeverity.Zone;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.asset.VibrationClass.Group;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.contracts.event.OperatingState;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityZonesTest {
  private static final VibrationClass MOTOR = new VibrationClass(Group.GROUP_2, Support.RIGID);

  private static VibrationSeverity judge(VibrationClass of, double... velocities) {
    return judge(of, OperatingState.RUNNING, new SeverityReference(), velocities);
  }

  private static VibrationSeverity judge(
      VibrationClass of, OperatingState state, SeverityReference reference, double... velocities) {
    return SeverityZones.judge(of, state, directions(velocities), reference).orElseThrow();
  }

  private static List<DirectionalVelocity> directions(double... velocities) {
    return IntStream.range(0, velocities.length)
        .mapToObj(i -> new DirectionalVelocity("DE", "c" + i, velocities[i]))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "GROUP_1, RIGID, 2.3, 4.5, 7.1",
    "GROUP_1, FLEXIBLE, 3.5, 7.1, 11.0",
    "GROUP_2, RIGID, 1.4, 2.8, 4.5",
    "GROUP_2, FLEXIBLE, 2.3, 4.5, 7.1"
  })
  void zonesEndWhereTheStandardSays(Group group, Support support, double ab, double bc, double cd) {
    VibrationClass of = new VibrationClass(group, support);
    assertThat(judge(of, 0).zone()).isEqualTo(Zone.A);
    assertThat(judge(of, ab).zone()).isEqualTo(Zone.A);
    assertThat(judge(of, ab + 0.01).zone()).isEqualTo(Zone.B);
    assertThat(judge(of, bc).zone()).isEqualTo(Zone.B);
    assertThat(judge(of, bc + 0.01).zone()).isEqualTo(Zone.C);
    assertThat(judge(of, cd).zone()).isEqualTo(Zone.C);
    assertThat(judge(of, cd + 0.01).zone()).isEqualTo(Zone.D);
  }

  @Test
  void worstDirectionCounts() {
    VibrationSeverity severity = judge(MOTOR, 1.0, 3.1, Double.NaN, 2.0);
    assertThat(severity.channel()).isEqualTo("c1");
    assertThat(severity.velocityRmsMmPerS()).isEqualTo(3.1);
    assertThat(severity.zone()).isEqualTo(Zone.C);
  }

  @Test
  void nothingMeasuredIsNothingJudged() {
    assertThat(SeverityZones.judge(MOTOR, OperatingState.RUNNING, List.of(), null)).isEmpty();
    assertThat(SeverityZones.judge(MOTOR, OperatingState.RUNNING, directions(Double.NaN), null))
        .isEmpty();
  }

  @Test
  void onlySteadyRunningIsJudged() {
    SeverityReference none = new SeverityReference();
    for (OperatingState state : OperatingState.values()) {
      assertThat(judge(MOTOR, state, none, 9).zone())
          .isEqualTo(state == OperatingState.RUNNING ? Zone.D : Zone.UNKNOWN);
    }
    assertThat(judge(MOTOR, OperatingState.TRANSIENT, none, 9).reason())
        .isEqualTo("only steady running is judged, the machine is transient");
  }

  @Test
  void saysWhyAZoneIsUnknown() {
    assertThat(judge(new VibrationClass(Group.ROTODYNAMIC_PUMP, Support.RIGID), 3))
        .returns(Zone.UNKNOWN, VibrationSeverity::zone)
        .returns(
            "pumps follow ISO 10816-7, whose limits are not in this program",
            VibrationSeverity::reason);
    assertThat(judge(VibrationClass.UNKNOWN, 3).reason())
        .isEqualTo("the machine group of ISO 20816-3 is not declared");
    assertThat(judge(new VibrationClass(Group.GROUP_1, Support.UNKNOWN), 3))
        .returns(Zone.UNKNOWN, VibrationSeverity::zone)
        .returns("the support, rigid or flexible, is not declared", VibrationSeverity::reason);
  }

  @Test
  void aChangeOfAQuarterOfTheLimitIsNotableInsideAZone() {
    SeverityReference reference = new SeverityReference();
    for (int i = 0; i < SeverityReference.NEEDED; i++) {
      assertThat(reference.of("DE", "c0")).isNaN();
      reference.learn(directions(0.5, 2.0));
    }
    reference.learn(directions(9.0, 9.0));
    assertThat(reference.of("DE", "c0")).isEqualTo(0.5);

    // A quarter of 2.8 is 0.7.
    VibrationSeverity same = judge(MOTOR, OperatingState.RUNNING, reference, 1.19, 2.0);
    assertThat(same.changeNotable()).isFalse();
    assertThat(same.reason()).isEmpty();
    VibrationSeverity changed = judge(MOTOR, OperatingState.RUNNING, reference, 1.25, 2.0);
    assertThat(changed.zone()).isEqualTo(Zone.B);
    assertThat(changed.channel()).isEqualTo("c1");
    assertThat(changed.changeNotable()).isTrue();
    assertThat(changed.reason())
        .isEqualTo("DE/c0 rose from 0.50 to 1.25 mm/s, more than a quarter of the B/C limit 2.8");

    SnapshotWriter out = new SnapshotWriter();
    reference.write(out);
    SeverityReference copy = new SeverityReference();
    SnapshotReader in = new SnapshotReader(out.toBytes());
    copy.read(in);
    in.end();
    assertThat(copy.of("DE", "c1")).isEqualTo(2.0);
    copy.forget();
    assertThat(copy.of("DE", "c1")).isNaN();
  }
}
