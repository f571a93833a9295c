package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.alerts.alarm.Alarm;
import io.millwright.alerts.alarm.AlarmBoard;
import io.millwright.alerts.alarm.AlarmKey;
import io.millwright.alerts.alarm.AlarmState;
import io.millwright.alerts.alarm.Hidden;
import io.millwright.alerts.alarm.LimitKind;
import io.millwright.alerts.cases.Streak;
import io.millwright.alerts.watch.AssetBook;
import io.millwright.alerts.watch.AssetState;
import io.millwright.alerts.watch.AssetWatch;
import io.millwright.alerts.watch.Progress;
import io.millwright.alerts.watch.Suspension;
import io.millwright.alerts.workorder.Duty;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateCodecsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static final Progress PROGRESS =
      new Progress(
          T,
          null,
          new Streak(3, T),
          Streak.NONE,
          "bearing",
          new Streak(2, T),
          new Streak(1, T.plusNanos(1)),
          Streak.NONE,
          Streak.NONE,
          7,
          null,
          Duty.UNKNOWN);

  private static final Progress COUNTED = counted(new Duty(0.5, T));

  private static Progress counted(Duty duty) {
    return new Progress(
        T,
        T,
        Streak.NONE,
        Streak.NONE,
        "",
        Streak.NONE,
        Streak.NONE,
        new Streak(1, T),
        Streak.NONE,
        7,
        new Progress.CountedLife(Plant.life(19), T),
        duty);
  }

  private static AssetBook book() {
    AssetWatch watch = new AssetWatch(Plant.rules());
    AssetState state = AssetState.NEW;
    for (int h = 0; h < 8; h++) {
      state =
          watch
              .assessment(
                  state,
                  Plant.pump(),
                  Plant.assessment(
                      h, HealthState.ALARM, Plant.finding("bearing", 0.6), Plant.life(12)),
                  false)
              .state();
    }
    List<Alarm> alarms = new ArrayList<>();
    for (AlarmState s :
        List.of(
            new AlarmState.Pending(T),
            new AlarmState.Unacknowledged(T, null),
            new AlarmState.Acknowledged(T, T),
            new AlarmState.ReturnedUnacknowledged(T, null),
            new AlarmState.LatchedUnacknowledged(T, null),
            new AlarmState.LatchedAcknowledged(T, T),
            new Hidden(AlarmStatus.SHELVED, T, T.plusSeconds(9), new AlarmState.Normal()))) {
      AlarmKey key = AlarmKey.limit("p" + alarms.size(), LimitKind.HIGH_ALARM);
      alarms.add(new Alarm(key, s, "id", 2, T, Priority.HIGH, "bearing", "why", Origin.MEASURED));
    }
    AssetBook b = state.book();
    return new AssetBook(
        new AlarmBoard(alarms),
        b.cases(),
        b.orders(),
        T,
        T.plusSeconds(9),
        List.of("a-1", "a-2"),
        new Suspension(T, "ann", "test run"),
        new Progress.CountedLife(Plant.life(19), T),
        2);
  }

  @Test
  void progressSurvives() {
    assertThat(StateCodecs.progress().decode(StateCodecs.progress().encode(PROGRESS)))
        .isEqualTo(PROGRESS);
    assertThat(StateCodecs.progress().decode(StateCodecs.progress().encode(Progress.NONE)))
        .isEqualTo(Progress.NONE);
    assertThat(StateCodecs.progress().decode(StateCodecs.progress().encode(COUNTED)))
        .isEqualTo(COUNTED);
  }

  @Test
  void bookSurvives() {
    AssetBook book = book();

    assertThat(book.cases()).hasSize(1);
    assertThat(book.orders()).hasSize(1);
    assertThat(StateCodecs.book().decode(StateCodecs.book().encode(book))).isEqualTo(book);
    assertThat(StateCodecs.book().decode(StateCodecs.book().encode(AssetBook.EMPTY)))
        .isEqualTo(AssetBook.EMPTY);
  }

  /**
   * Stores outlive the code: bytes of version 1 are read for ever; the files are never rewritten.
   */
  @Test
  void stateOfVersion1IsRead() throws IOException {
    Path progress = GOLDEN.resolve("progress.bin");
    Path books = GOLDEN.resolve("book.bin");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(progress)) {
      Files.createDirectories(GOLDEN);
      Files.write(progress, StateCodecs.progress().encode(PROGRESS));
      Files.write(books, StateCodecs.book().encode(book()));
    }

    assertThat(StateCodecs.progress().decode(Files.readAllBytes(progress))).isEqualTo(PROGRESS);
    AssetBook read = StateCodecs.book().decode(Files.readAllBytes(books));
    assertThat(read.alarms().alarms()).hasSize(4);
    assertThat(read.cases()).extracting(c -> c.itemId()).containsExactly("bearing");
    assertThat(read.orders())
        .extracting(o -> o.snapshot().workOrderId())
        .containsExactly("order:" + read.cases().get(0).caseId());
    assertThat(read.orders().get(0).snapshot().recommendation())
        .as("written before there was advice")
        .isNull();
    assertThat(read.answered()).containsExactly("a-1", "a-2");
  }

  @Test
  void progressOfVersion2IsRead() throws IOException {
    assertThat(StateCodecs.progress().decode(Files.readAllBytes(golden("v2"))))
        .isEqualTo(counted(Duty.UNKNOWN));
  }

  @Test
  void progressOfVersion3IsRead() throws IOException {
    Path progress = golden("v3");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(progress)) {
      Files.createDirectories(progress.resolveSibling("."));
      Files.write(progress, StateCodecs.progress().encode(COUNTED));
    }

    assertThat(StateCodecs.progress().decode(Files.readAllBytes(progress))).isEqualTo(COUNTED);
  }

  private static Path golden(String version) {
    return Path.of("src", "test", "resources", "golden", version, "progress.bin");
  }

  @Test
  void unknownVersionIsNotGuessedAt() {
    assertThatThrownBy(() -> StateCodecs.book().decode(new byte[] {2, '{', '}'}))
        .hasMessage("stored AssetBook has unknown version 2");
    assertThatThrownBy(() -> StateCodecs.progress().decode(new byte[0]))
        .hasMessage("stored Progress is empty");
    assertThatThrownBy(() -> StateCodecs.progress().decode(new byte[] {1, 1}))
        .hasMessage("stored progress is truncated");
  }
}
