package io.millwright.alerts.alarm;

import static io.millwright.contracts.alarm.AlarmStatus.ACKNOWLEDGED;
import static io.millwright.contracts.alarm.AlarmStatus.LATCHED_ACKNOWLEDGED;
import static io.millwright.contracts.alarm.AlarmStatus.LATCHED_UNACKNOWLEDGED;
import static io.millwright.contracts.alarm.AlarmStatus.NORMAL;
import static io.millwright.contracts.alarm.AlarmStatus.OUT_OF_SERVICE;
import static io.millwright.contracts.alarm.AlarmStatus.RETURNED_UNACKNOWLEDGED;
import static io.millwright.contracts.alarm.AlarmStatus.SHELVED;
import static io.millwright.contracts.alarm.AlarmStatus.SUPPRESSED_BY_DESIGN;
import static io.millwright.contracts.alarm.AlarmStatus.UNACKNOWLEDGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million random observations and acts of people: whatever comes, the events of an alarm are a
 * path through the states of the standard, and the board is what its events say.
 */
class AlarmBoardModelTest {
  private static final int STEPS = 250_000;

  private static final List<AlarmKey> KEYS =
      List.of(
          AlarmKey.HEALTH,
          AlarmKey.limit("vibration", LimitKind.HIGH_WARNING),
          AlarmKey.limit("vibration", LimitKind.HIGH_ALARM));

  private static final List<AlarmRule> RULES =
      List.of(
          AlarmRule.PLAIN,
          new AlarmRule(
              Duration.ofSeconds(3),
              Duration.ofSeconds(2),
              true,
              Duration.ofSeconds(20),
              List.of(new AlarmRule.Step(Duration.ofSeconds(9), Priority.URGENT))),
          new AlarmRule(Duration.ZERO, Duration.ofSeconds(5), false, null, List.of()));

  /** What a told transition may lead to from each status; a first one comes from normal. */
  private static final Map<AlarmStatus, Set<AlarmStatus>> LEGAL =
      Map.of(
          NORMAL, EnumSet.of(UNACKNOWLEDGED, SUPPRESSED_BY_DESIGN),
          UNACKNOWLEDGED,
              EnumSet.of(
                  UNACKNOWLEDGED, // escalated
                  ACKNOWLEDGED,
                  RETURNED_UNACKNOWLEDGED,
                  LATCHED_UNACKNOWLEDGED,
                  SHELVED,
                  SUPPRESSED_BY_DESIGN,
                  OUT_OF_SERVICE),
          ACKNOWLEDGED,
              EnumSet.of(
                  NORMAL,
                  UNACKNOWLEDGED, // raised again
                  LATCHED_ACKNOWLEDGED,
                  SHELVED,
                  SUPPRESSED_BY_DESIGN,
                  OUT_OF_SERVICE),
          RETURNED_UNACKNOWLEDGED,
              EnumSet.of(NORMAL, UNACKNOWLEDGED, SHELVED, SUPPRESSED_BY_DESIGN, OUT_OF_SERVICE),
          LATCHED_UNACKNOWLEDGED,
              EnumSet.of(
                  UNACKNOWLEDGED,
                  LATCHED_ACKNOWLEDGED,
                  RETURNED_UNACKNOWLEDGED,
                  SHELVED,
                  SUPPRESSED_BY_DESIGN,
                  OUT_OF_SERVICE),
          LATCHED_ACKNOWLEDGED,
              EnumSet.of(NORMAL, UNACKNOWLEDGED, SHELVED, SUPPRESSED_BY_DESIGN, OUT_OF_SERVICE),
          SHELVED, EnumSet.complementOf(EnumSet.of(SHELVED, ACKNOWLEDGED)),
          SUPPRESSED_BY_DESIGN,
              EnumSet.complementOf(EnumSet.of(SUPPRESSED_BY_DESIGN, ACKNOWLEDGED)),
          OUT_OF_SERVICE, EnumSet.complementOf(EnumSet.of(SHELVED, ACKNOWLEDGED)));

  private record Told(int revision, AlarmStatus status) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void eventsAreAPathThroughTheStandard(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Told> told = new HashMap<>();
    Set<AlarmStatus> visited = EnumSet.noneOf(AlarmStatus.class);
    AlarmBoard board = AlarmBoard.EMPTY;
    Instant now = Plant.START;
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(random.nextInt(3));
      AlarmBoard.Change change =
          random.nextInt(8) > 0 ? observe(board, now, random) : act(board, now, random);
      for (AlarmEvent event : change.events()) {
        Told before = told.getOrDefault(event.alarmId(), new Told(0, NORMAL));
        assertThat(event.revision())
            .as("seed %d step %d", seed, step)
            .isEqualTo(before.revision + 1);
        assertThat(LEGAL.get(before.status))
            .as("seed %d step %d: %s to %s", seed, step, before.status, event.status())
            .contains(event.status());
        assertThat(event.time()).isEqualTo(now);
        assertThat(event.raisedAt()).isBeforeOrEqualTo(now);
        told.put(event.alarmId(), new Told(event.revision(), event.status()));
        visited.add(event.status());
      }
      board = change.board();
      agree(board, told);
    }
    assertThat(visited).as("every state was met").containsOnly(AlarmStatus.values());
  }

  /** The board holds exactly what the events say stands, a key once. */
  private static void agree(AlarmBoard board, Map<String, Told> told) {
    Set<AlarmKey> keys = new HashSet<>();
    for (Alarm alarm : board.alarms()) {
      if (!keys.add(alarm.key())) {
        throw new AssertionError("two alarms of " + alarm.key());
      }
      Told said = told.get(alarm.alarmId());
      if (alarm.raised() && (said == null || said.status() != alarm.state().status())) {
        throw new AssertionError(alarm + " was told as " + said);
      }
    }
    told.values().removeIf(t -> t.status() == NORMAL); // closed: its id never comes again
    long standing = board.alarms().stream().filter(Alarm::raised).count();
    if (standing != told.size()) {
      throw new AssertionError("told that " + told + " stand, the board has " + board);
    }
  }

  private static AlarmBoard.Change observe(AlarmBoard board, Instant now, SplittableRandom random) {
    int key = random.nextInt(KEYS.size());
    // Runs of one presence, so that delays elapse.
    Presence presence =
        (now.getEpochSecond() / 7 + key) % 2 == 0 && random.nextInt(6) > 0
            ? Presence.PRESENT
            : Presence.values()[random.nextInt(Presence.values().length)];
    return board.observe(
        new Sighting(
            Plant.PUMP,
            KEYS.get(key),
            presence,
            now,
            RULES.get(key),
            now.getEpochSecond() / 40 % 5 == 0,
            Priority.MEDIUM,
            null,
            () -> "random",
            Origin.MEASURED));
  }

  private static AlarmBoard.Change act(AlarmBoard board, Instant now, SplittableRandom random) {
    String target = target(board, random);
    Reply<AlarmBoard.Change> reply =
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> board.acknowledge(Plant.PUMP, target, now, "ann");
          case 3, 4 -> board.reset(Plant.PUMP, target, now, "ann");
          case 5 ->
              board.shelve(
                  Plant.PUMP, target, now, now.plusSeconds(random.nextInt(20)), "ann", "noise");
          case 6 -> board.unshelve(Plant.PUMP, target, now, "ann");
          case 7 -> board.takeOutOfService(Plant.PUMP, target, now, "ann", "work");
          default -> board.returnToService(Plant.PUMP, target, now, "ann");
        };
    return reply instanceof Reply.Done<AlarmBoard.Change> done
        ? done.value()
        : new AlarmBoard.Change(board, List.of());
  }

  private static @Nullable String target(AlarmBoard board, SplittableRandom random) {
    if (board.alarms().isEmpty() || random.nextInt(4) == 0) {
      return random.nextInt(9) == 0 ? "none" : null;
    }
    return board.alarms().get(random.nextInt(board.alarms().size())).alarmId();
  }
}
