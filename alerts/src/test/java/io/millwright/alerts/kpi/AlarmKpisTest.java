package io.millwright.alerts.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmKpisTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final AlarmKpis kpis = new AlarmKpis(Duration.ofDays(30));

  private void tell(int asset, int alarm, double minute, AlarmStatus status, Priority priority) {
    Instant time = T0.plusMillis(Math.round(minute * 60_000));
    String id = "a" + asset + "@" + alarm;
    kpis.take(
        new AlarmEvent(
            id + "#" + minute,
            id,
            1,
            new AssetId("a" + asset),
            null,
            "p",
            AlarmCondition.LIMIT,
            status,
            status == AlarmStatus.UNACKNOWLEDGED,
            priority,
            time,
            time,
            "why",
            "millwright",
            Origin.MEASURED));
  }

  private void raise(int asset, int alarm, double minute) {
    tell(asset, alarm, minute, AlarmStatus.UNACKNOWLEDGED, Priority.LOW);
  }

  @Test
  void aTripOfAPlantIsAFlood() {
    raise(0, 0, 0);
    for (int asset = 1; asset <= 500; asset++) {
      raise(asset, 1, 45 + asset / 1000.0);
    }
    raise(0, 1, 99);

    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.annunciations()).isEqualTo(502);
    assertThat(r.peakPerTenMinutes()).isEqualTo(500);
    assertThat(r.floodShare()).as("one of ten slots").isCloseTo(0.1, within(1e-12));
    assertThat(r.averagePerTenMinutes()).isCloseTo(50.2, within(1e-12));
    assertThat(r.lastTenMinutes()).isEqualTo(1);
    assertThat(r.topTenShare()).isCloseTo(11.0 / 502, within(1e-12));
    assertThat(r.chattering()).isZero();
  }

  @Test
  void whatComesThreeTimesWithinAMinuteChatters() {
    for (int n = 0; n < 3; n++) {
      raise(1, n, n * 0.4);
      tell(1, n, n * 0.4 + 0.1, AlarmStatus.RETURNED_UNACKNOWLEDGED, Priority.LOW);
      raise(2, n, n * 0.6);
    }
    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.chattering()).as("of two kinds, one within a minute").isEqualTo(1);
    assertThat(r.fleeting()).isEqualTo(3);
  }

  @Test
  void answersAreTimedAndEscalationsAskForNothingNew() {
    raise(1, 1, 0);
    tell(1, 1, 5, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT);
    tell(1, 1, 10, AlarmStatus.ACKNOWLEDGED, Priority.URGENT);
    raise(2, 1, 10);
    tell(2, 1, 12, AlarmStatus.ACKNOWLEDGED, Priority.LOW);
    raise(3, 1, 12);
    tell(3, 1, 16, AlarmStatus.RETURNED_UNACKNOWLEDGED, Priority.LOW);

    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.annunciations()).isEqualTo(3);
    assertThat(r.medianSecondsToAcknowledge()).isEqualTo(600);
    assertThat(r.p90SecondsToAcknowledge()).isEqualTo(600);
    assertThat(r.priorities()).containsOnlyKeys(Priority.LOW).containsEntry(Priority.LOW, 3);
    assertThat(r.fleeting()).as("four minutes are time to look").isZero();
  }

  @Test
  void whoAnswersAtOnceIsNoFleetingAlarmAndAReturnIsAnsweredToo() {
    raise(1, 1, 0);
    tell(1, 1, 0.5, AlarmStatus.ACKNOWLEDGED, Priority.LOW);
    raise(2, 1, 0);
    tell(2, 1, 0.5, AlarmStatus.SHELVED, Priority.LOW);
    raise(3, 1, 0);
    tell(3, 1, 2, AlarmStatus.RETURNED_UNACKNOWLEDGED, Priority.LOW);
    tell(3, 1, 10, AlarmStatus.NORMAL, Priority.LOW);

    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.fleeting()).isZero();
    assertThat(r.medianSecondsToAcknowledge()).isEqualTo(600);
    assertThat(r.annunciations()).isEqualTo(3);
  }

  @Test
  void timeGoesOnWhenNoAlarmComes() {
    raise(1, 1, 0);
    assertThat(kpis.report(T0).lastTenMinutes()).isEqualTo(1);
    AlarmKpis.Report later = kpis.report(T0.plus(Duration.ofHours(25)));
    assertThat(later.lastTenMinutes()).isZero();
    assertThat(later.stale()).isEqualTo(1);
    assertThat(later.averagePerTenMinutes()).isCloseTo(1.0 / 151, within(1e-12));
  }

  @Test
  void whatIsOldIsForgottenThoughAssetsAreApart() {
    raise(1, 0, 40 * 24 * 60);
    for (int n = 1; n < 5000; n++) {
      raise(2, n, n);
      tell(2, n, n + 0.5, AlarmStatus.NORMAL, Priority.LOW);
    }
    assertThat(kpis.size()).isLessThan(2100);
    assertThat(kpis.report(T0).annunciations()).isEqualTo(1);
  }

  @Test
  void whatStandsForMoreThanADayIsStaleUnlessItIsHidden() {
    raise(1, 1, 0);
    raise(2, 1, 0);
    tell(2, 1, 1, AlarmStatus.SHELVED, Priority.LOW);
    raise(3, 1, 0);
    tell(3, 1, 60, AlarmStatus.NORMAL, Priority.LOW);
    raise(4, 1, 24 * 60 + 2);

    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.stale()).isEqualTo(1);
    assertThat(r.hidden()).isEqualTo(1);
  }

  @Test
  void onlyTheWindowCounts() {
    raise(1, 1, 0);
    tell(1, 1, 1, AlarmStatus.NORMAL, Priority.LOW);
    raise(1, 2, 31 * 24 * 60);
    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.annunciations()).isEqualTo(1);
    assertThat(r.averagePerTenMinutes()).isCloseTo(1.0 / 4321, within(1e-9));
  }

  @Test
  void saysNothingBeforeTheFirstAlarm() {
    AlarmKpis.Report r = kpis.report(T0);
    assertThat(r.annunciations()).isZero();
    assertThat(r.topTenShare()).isNaN();
    assertThat(r.medianSecondsToAcknowledge()).isNaN();
  }
}
