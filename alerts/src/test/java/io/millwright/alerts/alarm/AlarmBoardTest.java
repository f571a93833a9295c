package io.millwright.alerts.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmBoardTest {
  private static final AssetId PUMP = Plant.PUMP;
  private static final AlarmRule LADDER =
      new AlarmRule(
          Duration.ZERO,
          Duration.ZERO,
          false,
          Duration.ofHours(8),
          List.of(
              new AlarmRule.Step(Duration.ofHours(1), Priority.HIGH),
              new AlarmRule.Step(Duration.ofHours(3), Priority.URGENT)));

  private final List<AlarmEvent> events = new ArrayList<>();
  private AlarmBoard board = AlarmBoard.EMPTY;
  private AlarmRule rule = LADDER;
  private boolean byDesign;

  private void observe(int hour, Presence presence) {
    take(
        board.observe(
            new Sighting(
                PUMP,
                AlarmKey.HEALTH,
                presence,
                Plant.hour(hour),
                rule,
                byDesign,
                Priority.MEDIUM,
                "bearing",
                () -> "it grinds",
                Origin.MEASURED)));
  }

  private void take(AlarmBoard.Change change) {
    board = change.board();
    events.addAll(change.events());
  }

  private void take(Reply<AlarmBoard.Change> reply) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    take(((Reply.Done<AlarmBoard.Change>) reply).value());
  }

  private static String refusal(Reply<AlarmBoard.Change> reply) {
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    return ((Reply.Refused<AlarmBoard.Change>) reply).reason();
  }

  private AlarmEvent last() {
    return events.get(events.size() - 1);
  }

  private static Instant hour(int number) {
    return Plant.hour(number);
  }

  @Test
  void nobodyAcknowledgesSoThePriorityRisesStepByStepOnce() {
    for (int h = 0; h <= 7; h++) {
      observe(h, Presence.PRESENT);
    }
    assertThat(events)
        .extracting(AlarmEvent::priority)
        .containsExactly(Priority.MEDIUM, Priority.HIGH, Priority.URGENT);
    assertThat(events).extracting(AlarmEvent::revision).containsExactly(1, 2, 3);
    assertThat(events).extracting(AlarmEvent::alarmId).containsOnly(last().alarmId());
    assertThat(last().time()).isEqualTo(hour(3));
    assertThat(last().reason()).isEqualTo("nobody has acknowledged for PT3H: it grinds");
  }

  @Test
  void whatIsAcknowledgedDoesNotRiseButIsToBeAcknowledgedAgainAfterATime() {
    observe(0, Presence.PRESENT);
    take(board.acknowledge(PUMP, null, hour(0), "ann"));
    for (int h = 1; h < 8; h++) {
      observe(h, Presence.PRESENT);
    }
    assertThat(last().status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
    assertThat(last().priority()).isEqualTo(Priority.MEDIUM);
    observe(8, Presence.PRESENT);
    assertThat(last().status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    assertThat(last().alarmId()).isEqualTo(events.get(0).alarmId());
    observe(9, Presence.PRESENT);
    assertThat(last().priority()).as("the ladder begins anew").isEqualTo(Priority.HIGH);
  }

  @Test
  void aShelvedAlarmIsToldWithItsEndAndComesBackByItself() {
    observe(0, Presence.PRESENT);
    take(board.shelve(PUMP, last().alarmId(), hour(1), hour(5), "ann", "sensor is being changed"));
    assertThat(last().status()).isEqualTo(AlarmStatus.SHELVED);
    assertThat(last().active()).isTrue();
    assertThat(last().reason()).isEqualTo("shelved until " + hour(5) + ": sensor is being changed");
    assertThat(last().until()).isEqualTo(hour(5));
    observe(4, Presence.PRESENT);
    assertThat(events).as("no escalation on the shelf").hasSize(2);
    observe(5, Presence.PRESENT);
    assertThat(last().status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    assertThat(last().actor()).isEqualTo(AlarmBoard.PLATFORM);
    assertThat(last().reason()).isEqualTo("it grinds");
    assertThat(last().until()).isNull();
    assertThat(last().raisedAt()).isEqualTo(hour(0));
  }

  @Test
  void whatReturnsOnTheShelfIsGoneWhenItIsTakenOff() {
    observe(0, Presence.PRESENT);
    take(board.acknowledge(PUMP, null, hour(0), "ann"));
    take(board.shelve(PUMP, null, hour(1), hour(9), "ann", "test run"));
    observe(2, Presence.ABSENT);
    assertThat(last().status()).isEqualTo(AlarmStatus.SHELVED);
    take(board.unshelve(PUMP, null, hour(3), "bob"));
    assertThat(last().status()).isEqualTo(AlarmStatus.NORMAL);
    assertThat(last().raisedAt()).isEqualTo(hour(0));
    assertThat(last().actor()).isEqualTo("bob");
    assertThat(board).isEqualTo(AlarmBoard.EMPTY);
  }

  @Test
  void declaredLogicHidesAndShowsNeverAPerson() {
    byDesign = true;
    observe(0, Presence.PRESENT);
    assertThat(last().status()).isEqualTo(AlarmStatus.SUPPRESSED_BY_DESIGN);
    assertThat(refusal(board.unshelve(PUMP, null, hour(1), "ann")))
        .isEqualTo("the alarm is suppressed by design, not shelved");
    byDesign = false;
    observe(2, Presence.RETURNING);
    assertThat(last().status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    byDesign = true;
    observe(3, Presence.PRESENT);
    observe(4, Presence.ABSENT);
    byDesign = false;
    observe(5, Presence.ABSENT);
    assertThat(last().status())
        .as("it returned while it was hidden, and nobody saw it")
        .isEqualTo(AlarmStatus.RETURNED_UNACKNOWLEDGED);
  }

  @Test
  void whatIsOutOfServiceAsksNobodyUntilItIsReturned() {
    observe(0, Presence.PRESENT);
    take(board.takeOutOfService(PUMP, null, hour(1), "ann", "overhaul"));
    assertThat(last().status()).isEqualTo(AlarmStatus.OUT_OF_SERVICE);
    assertThat(last().reason()).isEqualTo("out of service: overhaul");
    assertThat(refusal(board.acknowledge(PUMP, null, hour(1), "bob")))
        .isEqualTo("the alarm is out of service, it cannot be acknowledged");
    observe(2, Presence.ABSENT);
    observe(3, Presence.PRESENT);
    assertThat(events).as("nothing is told of it meanwhile").hasSize(2);
    take(board.returnToService(PUMP, null, hour(4), "ann"));
    assertThat(last().status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
  }

  @Test
  void aShelfEndsThoughTheConditionIsNotObserved() {
    observe(0, Presence.PRESENT);
    take(board.shelve(PUMP, null, hour(1), hour(5), "ann", "test run"));
    take(board.expire(PUMP, key -> true, hour(4)));
    assertThat(last().status()).isEqualTo(AlarmStatus.SHELVED);
    take(board.expire(PUMP, key -> false, hour(5)));
    assertThat(last().status()).as("by another clock").isEqualTo(AlarmStatus.SHELVED);
    take(board.expire(PUMP, key -> true, hour(5)));
    assertThat(last().status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
    assertThat(last().actor()).isEqualTo(AlarmBoard.PLATFORM);
    assertThat(last().time()).isEqualTo(hour(5));
  }

  @Test
  void anUnknownAlarmIsRefusedByItsName() {
    assertThat(refusal(board.shelve(PUMP, "none", hour(0), hour(1), "ann", "because")))
        .isEqualTo("no such alarm stands: none");
    assertThat(refusal(board.reset(PUMP, null, hour(0), "ann"))).isEqualTo("no alarm stands");
  }
}
