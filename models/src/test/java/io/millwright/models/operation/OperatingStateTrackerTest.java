package io.millwright.models.operation;

import static io.millwright.contracts.event.OperatingState.RUNNING;
import static io.millwright.contracts.event.OperatingState.STANDBY;
import static io.millwright.contracts.event.OperatingState.STOPPED;
import static io.millwright.contracts.event.OperatingState.TRANSIENT;
import static io.millwright.contracts.event.OperatingState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OperatingStateTrackerTest {
  private static final OperatingStateRule SPEED =
      new OperatingStateRule(
          OperatingStateRule.Source.POINT, "speed", 1000, 100, Duration.ofMinutes(5), 0.1);

  private final OperatingStateTracker tracker = new OperatingStateTracker(SPEED);

  private OperatingState at(int minute, double speed) {
    return tracker.update(Instant.EPOCH.plus(Duration.ofMinutes(minute)), speed);
  }

  @Test
  void passesFromStoppedOverTransientToRunning() {
    assertThat(at(0, 0)).isEqualTo(STOPPED);
    assertThat(at(1, 150)).isEqualTo(STANDBY);
    assertThat(at(2, 1500)).isEqualTo(TRANSIENT);
    assertThat(at(6, 1510)).isEqualTo(TRANSIENT);
    assertThat(at(7, 1490)).isEqualTo(RUNNING);
    assertThat(tracker.turning()).isTrue();
  }

  @Test
  void aJumpWhileRunningIsTransientUntilSteadyAgain() {
    at(0, 1500);
    assertThat(at(5, 1500)).isEqualTo(RUNNING);
    assertThat(at(6, 1300)).isEqualTo(TRANSIENT);
    assertThat(tracker.turning()).isTrue();
    assertThat(at(10, 1310)).isEqualTo(TRANSIENT);
    assertThat(at(11, 1310)).isEqualTo(RUNNING);
  }

  @Test
  void aSlowRampIsNeverSteady() {
    for (int minute = 0; minute < 60; minute++) {
      assertThat(at(minute, 1500 * Math.pow(1.05, minute))).isEqualTo(TRANSIENT);
    }
  }

  @Test
  void doesNotChatterAboutALevel() {
    at(0, 1001);
    assertThat(at(5, 1001)).isEqualTo(RUNNING);
    assertThat(at(6, 985)).isEqualTo(RUNNING);
    assertThat(at(7, 960)).isEqualTo(STANDBY);
    assertThat(at(8, 985)).isEqualTo(STANDBY);
    assertThat(at(9, 98)).isEqualTo(STANDBY);
    assertThat(at(10, 90)).isEqualTo(STOPPED);
    assertThat(at(11, 98)).isEqualTo(STOPPED);
  }

  @Test
  void isUnknownWithoutAValueAndGoesOnAfterwards() {
    at(0, 1500);
    at(5, 1500);
    assertThat(at(6, Double.NaN)).isEqualTo(UNKNOWN);
    assertThat(tracker.turning()).isFalse();
    assertThat(at(7, 1500)).isEqualTo(RUNNING);
  }

  @Test
  void followsEventsIfTheRuleSaysSo() {
    OperatingStateTracker byEvent =
        new OperatingStateTracker(
            new OperatingStateRule(
                OperatingStateRule.Source.EVENT, null, 0, 0, Duration.ofMinutes(5), 1));
    Instant t = Instant.EPOCH;
    assertThat(byEvent.update(t, Double.NaN)).isEqualTo(UNKNOWN);
    byEvent.apply(MachineEventType.START, t);
    assertThat(byEvent.update(t.plusSeconds(60), Double.NaN)).isEqualTo(TRANSIENT);
    assertThat(byEvent.update(t.plusSeconds(300), Double.NaN)).isEqualTo(RUNNING);
    byEvent.apply(MachineEventType.TRIP, t.plusSeconds(301));
    assertThat(byEvent.update(t.plusSeconds(360), Double.NaN)).isEqualTo(STOPPED);
  }

  @Test
  void alwaysRunsIfTheRuleSaysSo() {
    OperatingStateTracker always = new OperatingStateTracker(OperatingStateRule.ALWAYS_RUNNING);
    assertThat(always.update(Instant.EPOCH, Double.NaN)).isEqualTo(RUNNING);
  }

  @Test
  void continuesFromItsSnapshot() {
    at(0, 1500);
    SnapshotWriter out = new SnapshotWriter();
    tracker.write(out);
    OperatingStateTracker restored = new OperatingStateTracker(SPEED);
    restored.read(new SnapshotReader(out.toBytes()));
    Instant later = Instant.EPOCH.plus(Duration.ofMinutes(5));
    assertThat(restored.update(later, 1500)).isEqualTo(RUNNING);
  }
}
