package io.millwright.alerts.alarm;

import static io.millwright.alerts.alarm.Presence.ABSENT;
import static io.millwright.alerts.alarm.Presence.PRESENT;
import static io.millwright.alerts.alarm.Presence.RETURNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.alarm.AlarmState.Acknowledged;
import io.millwright.alerts.alarm.AlarmState.Pending;
import io.millwright.alerts.alarm.AlarmState.ReturnedUnacknowledged;
import io.millwright.alerts.alarm.AlarmState.Unacknowledged;
import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmStateTest {
  private static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
  private static final Delays DELAYS = new Delays(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);

  private static Instant at(int seconds) {
    return T.plusSeconds(seconds);
  }

  @Test
  void normalStaysNormalWithoutCondition() {
    assertThat(AlarmState.normal().observe(ABSENT, T, NONE)).isEqualTo(AlarmState.normal());
    assertThat(AlarmState.normal().observe(RETURNING, T, NONE)).isEqualTo(AlarmState.normal());
  }

  @Test
  void conditionStartsTheOnDelay() {
    assertThat(AlarmState.normal().observe(PRESENT, T, DELAYS)).isEqualTo(new Pending(T));
  }

  @Test
  void conditionRaisesAtOnceWithoutOnDelay() {
    assertThat(AlarmState.normal().observe(PRESENT, T, NONE))
        .isEqualTo(new Unacknowledged(T, null));
  }

  @Test
  void pendingWaitsForTheWholeOnDelay() {
    assertThat(new Pending(T).observe(PRESENT, at(9), DELAYS)).isEqualTo(new Pending(T));
  }

  @Test
  void pendingIsRaisedAtTheEndOfTheOnDelay() {
    assertThat(new Pending(T).observe(PRESENT, at(10), DELAYS))
        .isEqualTo(new Unacknowledged(at(10), null));
  }

  @Test
  void breakEndsTheOnDelay() {
    assertThat(new Pending(T).observe(ABSENT, at(5), DELAYS)).isEqualTo(AlarmState.normal());
    assertThat(new Pending(T).observe(RETURNING, at(5), DELAYS)).isEqualTo(AlarmState.normal());
  }

  @Test
  void unacknowledgedStaysWhileTheConditionHoldsOrIsInTheDeadband() {
    AlarmState raised = new Unacknowledged(T, null);

    assertThat(raised.observe(PRESENT, at(100), DELAYS)).isEqualTo(raised);
    assertThat(raised.observe(RETURNING, at(100), DELAYS)).isEqualTo(raised);
  }

  @Test
  void unacknowledgedStartsTheOffDelay() {
    assertThat(new Unacknowledged(T, null).observe(ABSENT, at(30), DELAYS))
        .isEqualTo(new Unacknowledged(T, at(30)));
  }

  @Test
  void conditionInTheOffDelayKeepsTheAlarm() {
    assertThat(new Unacknowledged(T, at(30)).observe(PRESENT, at(40), DELAYS))
        .isEqualTo(new Unacknowledged(T, null));
    assertThat(new Acknowledged(T, at(30)).observe(RETURNING, at(40), DELAYS))
        .isEqualTo(new Acknowledged(T, null));
  }

  @Test
  void unacknowledgedReturnsAfterTheOffDelay() {
    assertThat(new Unacknowledged(T, at(30)).observe(ABSENT, at(50), DELAYS))
        .isEqualTo(new ReturnedUnacknowledged(T, null));
  }

  @Test
  void unacknowledgedIsAcknowledged() {
    assertThat(new Unacknowledged(T, at(3)).acknowledge())
        .isEqualTo(new Reply.Done<>(new Acknowledged(T, at(3))));
  }

  @Test
  void acknowledgedStartsTheOffDelay() {
    assertThat(new Acknowledged(T, null).observe(ABSENT, at(30), DELAYS))
        .isEqualTo(new Acknowledged(T, at(30)));
    assertThat(new Acknowledged(T, null).observe(PRESENT, at(30), DELAYS))
        .isEqualTo(new Acknowledged(T, null));
  }

  @Test
  void acknowledgedIsNormalAfterTheOffDelay() {
    assertThat(new Acknowledged(T, at(30)).observe(ABSENT, at(49), DELAYS))
        .isEqualTo(new Acknowledged(T, at(30)));
    assertThat(new Acknowledged(T, at(30)).observe(ABSENT, at(50), DELAYS))
        .isEqualTo(AlarmState.normal());
  }

  @Test
  void returnedWaitsForThePersonWhoSawIt() {
    AlarmState returned = new ReturnedUnacknowledged(T, null);

    assertThat(returned.observe(ABSENT, at(9999), DELAYS)).isEqualTo(returned);
    assertThat(returned.acknowledge()).isEqualTo(new Reply.Done<>(AlarmState.normal()));
  }

  @Test
  void returnedIsTheSameAlarmAgainWhenTheConditionComesBack() {
    AlarmState again = new ReturnedUnacknowledged(T, null).observe(PRESENT, at(60), DELAYS);

    assertThat(again).isEqualTo(new ReturnedUnacknowledged(T, at(60)));
    assertThat(again.observe(ABSENT, at(65), DELAYS))
        .isEqualTo(new ReturnedUnacknowledged(T, null));
    assertThat(again.observe(PRESENT, at(70), DELAYS)).isEqualTo(new Unacknowledged(T, null));
  }

  @Test
  void acknowledgedReturnGoesOnWaitingForTheOnDelay() {
    assertThat(new ReturnedUnacknowledged(T, at(60)).acknowledge())
        .isEqualTo(new Reply.Done<>(new Pending(at(60))));
  }

  @Test
  void illegalActsAreRefusedWithAReason() {
    assertThat(AlarmState.normal().acknowledge())
        .isEqualTo(new Reply.Refused<>("there is no alarm to acknowledge"));
    assertThat(new Pending(T).acknowledge())
        .isEqualTo(new Reply.Refused<>("there is no alarm to acknowledge"));
    assertThat(new Acknowledged(T, null).acknowledge())
        .isEqualTo(new Reply.Refused<>("the alarm is acknowledged already"));
    for (AlarmState state :
        List.of(
            AlarmState.normal(),
            new Pending(T),
            new Unacknowledged(T, null),
            new Acknowledged(T, null),
            new ReturnedUnacknowledged(T, null))) {
      assertThat(state.reset())
          .isEqualTo(new Reply.Refused<>("the alarm is not latched, there is nothing to reset"));
    }
  }

  @Test
  void statesAreThoseOfTheStandard() {
    assertThat(AlarmState.normal().status()).isEqualTo(AlarmStatus.NORMAL);
    assertThat(new Pending(T).status()).isEqualTo(AlarmStatus.NORMAL);
    assertThat(new Unacknowledged(T, null).status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    assertThat(new Acknowledged(T, null).status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
    assertThat(new ReturnedUnacknowledged(T, null).status())
        .isEqualTo(AlarmStatus.RETURNED_UNACKNOWLEDGED);
  }
}
