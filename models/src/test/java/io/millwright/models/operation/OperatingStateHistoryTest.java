package io.millwright.models.operation;

import static io.millwright.contracts.event.OperatingState.RUNNING;
import static io.millwright.contracts.event.OperatingState.STOPPED;
import static io.millwright.contracts.event.OperatingState.TRANSIENT;
import static io.millwright.contracts.event.OperatingState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.OperatingStateRule.Source;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OperatingStateHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final OperatingStateRule BY_SPEED =
      new OperatingStateRule(Source.POINT, "speed", 1000, 100, Duration.ZERO, 0.1);
  private static final OperatingStateRule BY_EVENT =
      new OperatingStateRule(Source.EVENT, null, 0, 0, Duration.ofMinutes(2), 1);

  private static Instant minute(double minutes) {
    return START.plusSeconds(Math.round(60 * minutes));
  }

  @Test
  void betweenTwoScansThatAgreeTheStateIsTheirs() {
    OperatingStateHistory history = new OperatingStateHistory(BY_SPEED, FRESH);
    history.scanned(minute(0), 1500);
    history.scanned(minute(10), 1500);

    assertThat(history.at(minute(5))).isEqualTo(RUNNING);
    assertThat(history.isSettled(minute(5))).isTrue();
    assertThat(history.isSettled(minute(10.5))).isFalse();
  }

  @Test
  void betweenTwoScansThatDifferTheMachineWasChanging() {
    OperatingStateHistory history = new OperatingStateHistory(BY_SPEED, FRESH);
    history.scanned(minute(0), 1500);
    history.scanned(minute(10), 0);
    history.scanned(minute(20), 0);

    assertThat(history.at(minute(0))).isEqualTo(RUNNING);
    assertThat(history.at(minute(5))).isEqualTo(TRANSIENT);
    assertThat(history.at(minute(15))).isEqualTo(STOPPED);
  }

  @Test
  void aScanSpeaksOnlyForAWhile() {
    OperatingStateHistory history = new OperatingStateHistory(BY_SPEED, FRESH);
    history.scanned(minute(0), 1500);

    assertThat(history.at(minute(15))).isEqualTo(RUNNING);
    assertThat(history.at(minute(15.1))).isEqualTo(UNKNOWN);
    assertThat(history.at(minute(-1))).isEqualTo(UNKNOWN);
    history.scanned(minute(60), 1500);
    assertThat(history.at(minute(30))).as("within a silence").isEqualTo(UNKNOWN);
    assertThat(history.at(minute(61))).isEqualTo(RUNNING);
  }

  @Test
  void aScanWithoutValueSaysThatNothingIsKnown() {
    OperatingStateHistory history = new OperatingStateHistory(BY_SPEED, FRESH);
    history.scanned(minute(0), 1500);
    history.scanned(minute(10), Double.NaN);

    assertThat(history.at(minute(5))).isEqualTo(UNKNOWN);
    assertThat(history.at(minute(12))).isEqualTo(UNKNOWN);
  }

  @Test
  void eventsCountInTheOrderOfTheirTimes() {
    OperatingStateHistory history = new OperatingStateHistory(BY_EVENT, FRESH);
    history.happened(MachineEventType.STOP, minute(30));
    history.happened(MachineEventType.START, minute(10));
    history.happened(MachineEventType.OPERATOR_ROUND, minute(31));

    assertThat(history.at(minute(5))).isEqualTo(UNKNOWN);
    assertThat(history.at(minute(11))).as("not yet steady").isEqualTo(TRANSIENT);
    assertThat(history.at(minute(20))).isEqualTo(RUNNING);
    assertThat(history.at(minute(31))).isEqualTo(STOPPED);
    assertThat(history.isSettled(minute(29))).isTrue();
    assertThat(history.isSettled(minute(30.5))).as("the next event may be under way").isFalse();
  }

  @Test
  void telemetryThatExistsOnlyWhileRunningNeedsNoScan() {
    OperatingStateHistory history =
        new OperatingStateHistory(OperatingStateRule.ALWAYS_RUNNING, FRESH);
    assertThat(history.at(START)).isEqualTo(RUNNING);
    assertThat(history.isSettled(START)).isTrue();
  }

  @Test
  void continuesFromItsBytes() {
    for (OperatingStateRule rule : new OperatingStateRule[] {BY_SPEED, BY_EVENT}) {
      OperatingStateHistory history = new OperatingStateHistory(rule, FRESH);
      for (int i = 0; i < 5000; i++) {
        history.scanned(minute(i), i % 2 == 0 ? 1500 : 0);
        history.happened(
            i % 2 == 0 ? MachineEventType.START : MachineEventType.STOP, minute(10 * i));
      }
      SnapshotWriter out = new SnapshotWriter();
      history.write(out);
      OperatingStateHistory restored = new OperatingStateHistory(rule, FRESH);
      SnapshotReader in = new SnapshotReader(out.toBytes());
      restored.read(in);
      in.end();
      assertThat(out.toBytes().length).as("stays small").isLessThan(60_000);
      for (double m = 0; m < 50_000; m += 25.5) {
        assertThat(restored.at(minute(m))).isEqualTo(history.at(minute(m)));
      }
    }
  }

  /** Where a program catches up, weeks of scans are read before the first signal. */
  @Test
  void theChangesOfWeeksAreRememberedUntilTheyAreForgotten() {
    OperatingStateHistory byScans = new OperatingStateHistory(BY_SPEED, FRESH);
    OperatingStateHistory byEvents = new OperatingStateHistory(BY_EVENT, FRESH);
    for (int m = 0; m < 20_000; m++) { // two weeks: 30 min on, 10 min off
      boolean on = m % 40 < 30;
      byScans.scanned(minute(m), on ? 1500 : 0);
      if (m % 40 == 0 || m % 40 == 30) {
        byEvents.happened(on ? MachineEventType.START : MachineEventType.STOP, minute(m));
      }
    }
    for (OperatingStateHistory history : new OperatingStateHistory[] {byScans, byEvents}) {
      assertThat(history.at(minute(10))).isEqualTo(RUNNING);
      assertThat(history.at(minute(35))).isEqualTo(STOPPED);
      int before = bytes(history);

      history.forgetBefore(minute(18_015));
      assertThat(history.at(minute(18_015))).isEqualTo(RUNNING);
      assertThat(history.at(minute(18_035))).isEqualTo(STOPPED);
      assertThat(history.at(minute(19_990))).isEqualTo(STOPPED);
      assertThat(bytes(history)).isLessThan(before / 8);
      assertThat(history.at(minute(10))).as("forgotten, and no guess").isEqualTo(UNKNOWN);
    }
  }

  private static int bytes(OperatingStateHistory history) {
    SnapshotWriter out = new SnapshotWriter();
    history.write(out);
    return out.toBytes().length;
  }
}
