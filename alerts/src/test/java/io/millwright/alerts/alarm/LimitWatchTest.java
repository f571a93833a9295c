package io.millwright.alerts.alarm;

import static io.millwright.alerts.Plant.hour;
import static io.millwright.alerts.Plant.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitWatchTest {
  private final LimitWatch limits = LimitWatch.of(Plant.pump(), AlarmRule.PLAIN, false);
  private final List<AlarmEvent> events = new ArrayList<>();
  private AlarmBoard board = AlarmBoard.EMPTY;

  private void judge(ScalarScan scan) {
    AlarmBoard.Change change = limits.judge(board, scan);
    board = change.board();
    events.addAll(change.events());
  }

  @Test
  void raisesOnceWhileTheConditionPersists() {
    for (int h = 0; h < 50; h++) {
      judge(scan(h, 1500, 5, 50));
    }

    assertThat(events)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.alarmId()).isEqualTo("north/pump-7/LIMIT/vib/HIGH_WARNING@" + hour(2));
              assertThat(e.eventId()).isEqualTo(e.alarmId() + "#1");
              assertThat(e.condition()).isEqualTo(AlarmCondition.LIMIT);
              assertThat(e.pointId()).isEqualTo("vib");
              assertThat(e.itemId()).isEqualTo("bearing");
              assertThat(e.priority()).isEqualTo(Priority.MEDIUM);
              assertThat(e.active()).isTrue();
              assertThat(e.raisedAt()).isEqualTo(hour(2));
              assertThat(e.reason())
                  .isEqualTo(
                      "Vibration is 5.000 mm/s, beyond its high warning limit of 4.500 for PT2H or"
                          + " longer");
            });
  }

  @Test
  void eachLimitIsAnAlarmOfItsOwn() {
    for (int h = 0; h < 5; h++) {
      judge(scan(h, 1500, 9, 50));
    }

    assertThat(events)
        .extracting(AlarmEvent::priority)
        .containsExactlyInAnyOrder(Priority.MEDIUM, Priority.HIGH);
  }

  @Test
  void tenThousandCrossingsWithinTheDeadbandAreOneAlarm() {
    Random random = new Random(7);
    for (int h = 0; h < 3; h++) {
      judge(scan(h, 1500, 4.6, 50));
    }
    for (int h = 3; h < 10_003; h++) {
      judge(scan(h, 1500, 4.5 + (random.nextDouble() - 0.6) * 0.8, 50));
    }

    assertThat(events).hasSize(1);
  }

  @Test
  void fleetingConditionIsNoAlarm() {
    for (int h = 0; h < 1000; h++) {
      judge(scan(h, 1500, h % 2 == 0 ? 9 : 1, 50));
    }

    assertThat(events).isEmpty();
    assertThat(board).isEqualTo(AlarmBoard.EMPTY);
  }

  @Test
  void absentOrBadValueSaysNothing() {
    judge(scan(0, 1500, 5, 50));
    judge(scan(1, 1500, Double.NaN, 50));
    judge(
        new ScalarScan(
            Plant.PUMP,
            hour(2),
            hour(2),
            hour(2),
            Origin.MEASURED,
            Plant.pump().channelSet(),
            new double[] {1500, 0, 50},
            new byte[] {0, 2, 0}));
    judge(scan(3, 1500, 5, 50));

    assertThat(events).extracting(AlarmEvent::time).containsExactly(hour(3));
  }

  @Test
  void lowLimitIsNotJudgedWhileTheMachineIsStopped() {
    judge(scan(0, 0, 0, 0));
    assertThat(events).isEmpty();

    judge(scan(1, 1500, 1, 0));
    assertThat(events).extracting(AlarmEvent::priority).containsExactly(Priority.HIGH);
  }

  @Test
  void whileTheMachineStandsDeclaredLogicHidesWhatTheLimitsSay() {
    LimitWatch watch = LimitWatch.of(Plant.pump(), AlarmRule.PLAIN, true);
    AlarmBoard.Change raised = watch.judge(AlarmBoard.EMPTY, scan(0, 1500, 1, 0));
    AlarmBoard.Change stopped = watch.judge(raised.board(), scan(1, 0, 1, 0));
    AlarmBoard.Change still = watch.judge(stopped.board(), scan(2, 0, 1, 0));
    AlarmBoard.Change runs = watch.judge(still.board(), scan(3, 1500, 1, 0));

    assertThat(raised.events())
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.UNACKNOWLEDGED);
    assertThat(stopped.events())
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.SUPPRESSED_BY_DESIGN);
    assertThat(still.events()).isEmpty();
    assertThat(runs.events())
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.UNACKNOWLEDGED);
  }

  @Test
  void criticalityMovesThePriority() {
    for (Criticality criticality : Criticality.values()) {
      LimitWatch watch =
          LimitWatch.of(
              Plant.asset(Plant.PUMP, criticality, Origin.MEASURED), AlarmRule.PLAIN, false);

      AlarmBoard.Change change = watch.judge(AlarmBoard.EMPTY, scan(0, 1500, 1, 0));

      assertThat(change.events())
          .extracting(AlarmEvent::priority)
          .containsExactly(
              switch (criticality) {
                case A -> Priority.URGENT;
                case B -> Priority.HIGH;
                case C -> Priority.MEDIUM;
              });
    }
  }

  @Test
  void returnedAlarmStandsUntilSomebodySaysThatHeSawIt() {
    judge(scan(0, 1500, 1, 0));
    judge(scan(1, 1500, 1, 50));
    String alarmId = events.get(0).alarmId();

    Reply<AlarmBoard.Change> reply = board.acknowledge(Plant.PUMP, alarmId, hour(2), "j.doe");

    assertThat(events)
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.UNACKNOWLEDGED, AlarmStatus.RETURNED_UNACKNOWLEDGED);
    assertThat(reply).isInstanceOf(Reply.Done.class);
    AlarmBoard.Change change = ((Reply.Done<AlarmBoard.Change>) reply).value();
    assertThat(change.board()).isEqualTo(AlarmBoard.EMPTY);
    assertThat(change.events())
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(AlarmStatus.NORMAL);
              assertThat(e.alarmId()).isEqualTo(alarmId);
              assertThat(e.revision()).isEqualTo(3);
              assertThat(e.actor()).isEqualTo("j.doe");
              assertThat(e.raisedAt()).isEqualTo(hour(0));
            });
  }

  @Test
  void acknowledgedReturnWhoseConditionIsBackIsANewAlarm() {
    for (int h = 0; h < 3; h++) {
      judge(scan(h, 1500, 5, 50));
    }
    judge(scan(3, 1500, 1, 50));
    judge(scan(4, 1500, 1, 50));
    judge(scan(5, 1500, 5, 50));
    Reply<AlarmBoard.Change> reply = board.acknowledge(Plant.PUMP, null, hour(5), "j.doe");
    board = ((Reply.Done<AlarmBoard.Change>) reply).value().board();

    judge(scan(7, 1500, 5, 50));

    assertThat(events.get(events.size() - 1).alarmId())
        .isEqualTo("north/pump-7/LIMIT/vib/HIGH_WARNING@" + hour(7));
    assertThat(events.get(events.size() - 1).revision()).isEqualTo(1);
  }

  @Test
  void acknowledgingWhatDoesNotStandIsRefused() {
    assertThat(board.acknowledge(Plant.PUMP, "x", hour(0), "j.doe"))
        .isEqualTo(new Reply.Refused<>("no such alarm stands: x"));
    assertThat(board.acknowledge(Plant.PUMP, null, hour(0), "j.doe"))
        .isEqualTo(new Reply.Refused<>("no alarm stands"));
  }
}
