package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ScalarScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** State that former versions wrote is read for ever; the files are never rewritten. */
class GoldenAssessorTest {
  private static final Instant OF_VERSION_1 = Instant.parse("2020-01-03T08:50:00Z");
  private static final AssetModels COUNTDOWN =
      AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 1000));
  private static final Asset HEARD_PUMP =
      Motor.withPoints(
          Pump.ASSET, List.of(Motor.point(Motor.POINT, "Drive end", "bearing", "x", "y")));
  private static final Asset MOTOR =
      Motor.asset(
          Motor.GROUP_2_RIGID,
          Motor.BEARING,
          List.of(MeasurementPoint.of("t", "Cel", PointKind.TEMPERATURE)));

  /**
   * Written by the program before assets had signals: a pump that was learned in 300 scans and then
   * in alarm for 41, with a repair an hour ahead.
   */
  @Test
  void goesOnFromVersion1() throws IOException {
    byte[] state = golden("1");
    assertThat(state[0]).isEqualTo((byte) 1);
    AssetAssessor assessor = AssetAssessor.restore(state, Pump.ASSET, Pump.SETTINGS, COUNTDOWN);
    Pump pump = pumpAfterVersion1();

    Assessment a = pump.feed(assessor);
    assertThat(a.health().state()).isEqualTo(HealthState.ALARM);
    assertThat(a.health().findings().get(0).itemId()).isEqualTo("bearing");
    assertThat(a.detection().anomalyScore()).as("the baseline is known").isGreaterThan(1);
    assertThat(Objects.requireNonNull(a.prognosis().remainingLife()).median())
        .as("of 341 scans, a sixth of an hour each, the first a whole one")
        .isBetween(940.0, 945.0);
    pump.vibOffset = 0;
    assertThat(pump.feed(assessor, 5).health().state())
        .as("the repair that was pending has acted")
        .isEqualTo(HealthState.LEARNING);
  }

  /** A frame may come first: what scans had latched is not healthy for that. */
  @Test
  void aPumpOfVersion1ThatIsHeardNowDoesNotLoseItsAlarm() throws IOException {
    AssetAssessor assessor =
        AssetAssessor.restore(golden("1"), HEARD_PUMP, Pump.SETTINGS, COUNTDOWN);
    Motor motor = new Motor(3);
    motor.time = OF_VERSION_1;
    for (int i = 0; i < 10; i++) {
      FeatureVector v = motor.frame();
      FeatureVector ofPump =
          new FeatureVector(
              Pump.ASSET.id(), v.time(), v.origin(), v.schemaId(), v.values(), v.frame());
      Assessment a = ((Verdict.Assessed) assessor.accept(ofPump, motor.time)).assessment();
      assertThat(a.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
      assertThat(a.health().findings()).isNotEmpty();
    }
    Pump pump = pumpAfterVersion1();
    assertThat(pump.feed(assessor).health().state()).isEqualTo(HealthState.ALARM);
  }

  private static Pump pumpAfterVersion1() {
    Pump pump = new Pump(18);
    pump.time = OF_VERSION_1;
    pump.vibOffset = 3;
    return pump;
  }

  /** A motor with a confirmed outer race, an onset, zone D for four frames and an event ahead. */
  @Test
  void goesOnFromVersion2() throws IOException {
    Path file = Path.of("src/test/resources/golden/2/assessor.state");
    Motor motor = new Motor(29);
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, motorOfVersion2(motor).snapshot());
    }
    byte[] state = Files.readAllBytes(file);
    assertThat(state[0]).isEqualTo((byte) 2);
    AssetAssessor assessor =
        AssetAssessor.restore(state, MOTOR, AssessorSettings.DEFAULT, Motor.LIFE);
    assertThat(assessor.snapshot().length)
        .as("version 3 says that no other model saw this life")
        .isEqualTo(state.length + 1);

    motor.time = Motor.START.plus(Duration.ofMinutes(164));
    motor.noise = 2.5;
    motor.velocity = 6;
    Assessment fifth = motor.feed(assessor);
    assertThat(fifth.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(fifth.health().reason())
        .contains("zone D of ISO 20816-3, for 5 frames")
        .contains("vibration grows since")
        .contains("bearing outer race");
    assertThat(fifth.prognosis().remainingLife()).isNotNull();
    assertThat(motor.feed(assessor).health().state()).isEqualTo(HealthState.ALARM);
    motor.time = motor.time.plus(Duration.ofHours(1));
    assertThat(motor.feed(assessor).health().state())
        .as("the repair that was pending has acted")
        .isEqualTo(HealthState.LEARNING);
  }

  private static AssetAssessor motorOfVersion2(Motor motor) {
    AssetAssessor assessor = AssetAssessor.start(MOTOR, AssessorSettings.DEFAULT, Motor.LIFE);
    motor.feed(assessor, 100);
    motor.noise = 2.5;
    motor.impulses = 60;
    motor.feed(assessor, 60);
    Instant now = motor.time;
    assessor.accept(
        new ScalarScan(
            MOTOR.id(),
            now,
            now,
            now,
            Origin.SIMULATED,
            MOTOR.channelSet(),
            new double[] {50},
            new byte[0]),
        now);
    motor.impulses = 0;
    motor.velocity = 6;
    motor.feed(assessor, 4);
    motor.time = motor.time.plus(Duration.ofMinutes(30));
    assessor.apply(motor.event(MachineEventType.MAINTENANCE_PERFORMED));
    return assessor;
  }

  private static byte[] golden(String version) throws IOException {
    String path = "/golden/" + version + "/assessor.state";
    try (InputStream in = GoldenAssessorTest.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    }
  }
}
