package io.millwright.alerts.alarm;

import static io.millwright.alerts.alarm.Presence.ABSENT;
import static io.millwright.alerts.alarm.Presence.PRESENT;
import static io.millwright.alerts.alarm.Presence.RETURNING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.alarm.AlarmState.Acknowledged;
import io.millwright.alerts.alarm.AlarmState.LatchedAcknowledged;
import io.millwright.alerts.alarm.AlarmState.LatchedUnacknowledged;
import io.millwright.alerts.alarm.AlarmState.Pending;
import io.millwright.alerts.alarm.AlarmState.ReturnedUnacknowledged;
import io.millwright.alerts.alarm.AlarmState.Unacknowledged;
import io.millwright.contracts.alarm.AlarmStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmStateTest {
  private static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
  private static final AlarmRule DELAYS =
      AlarmRule.PLAIN.withDelays(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private static final AlarmRule NONE = AlarmRule.PLAIN;

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
  void aLatchingAlarmStandsUntilItIsReset() {
    AlarmRule latching = new AlarmRule(Duration.ZERO, Duration.ZERO, true, null, List.of());

    assertThat(new Unacknowledged(T, null).observe(ABSENT, at(9), latching))
        .isEqualTo(new LatchedUnacknowledged(T, null));
    assertThat(new Acknowledged(T, null).observe(ABSENT, at(9), latching))
        .isEqualTo(new LatchedAcknowledged(T, null));
    assertThat(new LatchedAcknowledged(T, null).observe(ABSENT, at(999), latching))
        .isEqualTo(new LatchedAcknowledged(T, null));
  }

  @Test
  void aLatchedAlarmWhoseConditionIsBackIsToBeAcknowledgedAgain() {
    for (AlarmState latched :
        List.of(new LatchedUnacknowledged(T, null), new LatchedAcknowledged(T, null))) {
      AlarmState again = latched.observe(PRESENT, at(60), DELAYS);
      assertThat(again.status()).isEqualTo(latched.status());
      assertThat(again.observe(RETURNING, at(65), DELAYS)).isEqualTo(latched);
      assertThat(again.observe(PRESENT, at(70), DELAYS)).isEqualTo(new Unacknowledged(T, null));
    }
    assertThat(new LatchedAcknowledged(T, at(60)).reset())
        .as("a condition that is back waits as a new alarm")
        .isEqualTo(new Reply.Done<>(new Pending(at(60))));
  }

  @Test
  void whatIsHiddenGoesOnBeneath() {
    AlarmState shelved = new Hidden(AlarmStatus.SHELVED, T, at(100), new Acknowledged(T, null));

    assertThat(shelved.active()).isTrue();
    AlarmState gone = shelved.observe(ABSENT, at(30), NONE);
    assertThat(gone.status()).isEqualTo(AlarmStatus.SHELVED);
    assertThat(gone.active()).isFalse();
    assertThat(gone.observe(ABSENT, at(100), NONE)).isEqualTo(AlarmState.normal());
    assertThat(gone.unshelve()).isEqualTo(new Reply.Done<>(AlarmState.normal()));
  }

  @Test
  void aShelfEndsByItselfAndWhatHoldsIsToBeAcknowledgedAgain() {
    AlarmState shelved = new Hidden(AlarmStatus.SHELVED, T, at(100), new Acknowledged(T, null));

    assertThat(shelved.observe(PRESENT, at(99), NONE)).isEqualTo(shelved);
    assertThat(shelved.observe(PRESENT, at(100), NONE)).isEqualTo(new Unacknowledged(T, null));
  }

  @Test
  void aShelfNeedsAnEndAheadOfItsBeginning() {
    assertThat(new Unacknowledged(T, null).shelve(at(5), at(5)))
        .isEqualTo(
            new Reply.Refused<>("the end of shelving, " + at(5) + ", is not after " + at(5)));
  }

  /** Each line: a state, and what becomes of it by each act; a dash is a refusal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # state          | acknowledge         | reset                   | shelve  | unshelve       | takeOut        | giveBack
          NORMAL           | -                   | -                       | -       | -              | -              | -
          PENDING          | -                   | -                       | -       | -              | -              | -
          UNACKNOWLEDGED   | ACKNOWLEDGED        | -                       | SHELVED | -              | OUT_OF_SERVICE | -
          ACKNOWLEDGED     | -                   | -                       | SHELVED | -              | OUT_OF_SERVICE | -
          RETURNED         | NORMAL              | -                       | SHELVED | -              | OUT_OF_SERVICE | -
          LATCHED          | LATCHED_ACKNOWLEDGED| RETURNED_UNACKNOWLEDGED | SHELVED | -              | OUT_OF_SERVICE | -
          LATCHED_SEEN     | -                   | NORMAL                  | SHELVED | -              | OUT_OF_SERVICE | -
          SHELVED          | -                   | -                       | -       | UNACKNOWLEDGED | OUT_OF_SERVICE | -
          SUPPRESSED       | -                   | -                       | -       | -              | OUT_OF_SERVICE | -
          OUT_OF_SERVICE   | -                   | -                       | -       | -              | -              | UNACKNOWLEDGED
          """)
  void everyActIsLegalOrRefusedWithAReason(
      String name,
      String acknowledge,
      String reset,
      String shelve,
      String unshelve,
      String takeOut,
      String giveBack) {
    AlarmState state = requireNonNull(STATES.get(name));

    assertAnswer(state.acknowledge(), acknowledge);
    assertAnswer(state.reset(), reset);
    assertAnswer(state.shelve(at(1), at(9)), shelve);
    assertAnswer(state.unshelve(), unshelve);
    assertAnswer(state.takeOutOfService(at(1)), takeOut);
    assertAnswer(state.returnToService(), giveBack);
  }

  private static final Map<String, AlarmState> STATES =
      Map.of(
          "NORMAL", AlarmState.normal(),
          "PENDING", new Pending(T),
          "UNACKNOWLEDGED", new Unacknowledged(T, null),
          "ACKNOWLEDGED", new Acknowledged(T, null),
          "RETURNED", new ReturnedUnacknowledged(T, null),
          "LATCHED", new LatchedUnacknowledged(T, null),
          "LATCHED_SEEN", new LatchedAcknowledged(T, null),
          "SHELVED",
              new Hidden(AlarmStatus.SHELVED, T, T.plusSeconds(9), new Unacknowledged(T, null)),
          "SUPPRESSED",
              new Hidden(AlarmStatus.SUPPRESSED_BY_DESIGN, T, null, new Unacknowledged(T, null)),
          "OUT_OF_SERVICE",
              new Hidden(AlarmStatus.OUT_OF_SERVICE, T, null, new Unacknowledged(T, null)));

  private static void assertAnswer(Reply<AlarmState> reply, String expected) {
    if (expected.equals("-")) {
      assertThat(reply).isInstanceOf(Reply.Refused.class);
      assertThat(((Reply.Refused<AlarmState>) reply).reason()).isNotBlank();
    } else {
      assertThat(reply).isInstanceOf(Reply.Done.class);
      assertThat(((Reply.Done<AlarmState>) reply).value().status())
          .isEqualTo(AlarmStatus.valueOf(expected));
    }
  }

  @Test
  void refusalsSayWhy() {
    assertThat(AlarmState.normal().acknowledge())
        .isEqualTo(new Reply.Refused<>("there is no alarm to acknowledge"));
    assertThat(new Acknowledged(T, null).acknowledge())
        .isEqualTo(new Reply.Refused<>("the alarm is acknowledged already"));
    assertThat(new Acknowledged(T, null).reset())
        .isEqualTo(new Reply.Refused<>("the alarm is not latched, there is nothing to reset"));
    assertThat(requireNonNull(STATES.get("SUPPRESSED")).acknowledge())
        .isEqualTo(
            new Reply.Refused<>("the alarm is suppressed by design, it cannot be acknowledged"));
  }

  @Test
  void statesAreThoseOfTheStandard() {
    assertThat(STATES.values()).extracting(AlarmState::status).containsOnly(AlarmStatus.values());
  }
}
