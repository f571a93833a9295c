package io.millwright.models.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShaftSpeedHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ShaftSpeedHistory history = new ShaftSpeedHistory(Duration.ofMinutes(15));

  private static Instant minute(int minutes) {
    return START.plusSeconds(60L * minutes);
  }

  @Test
  void givesTheNewestValueThatIsNotNewerThanTheTime() {
    history.scanned(minute(0), 1500);
    history.scanned(minute(10), 1450);

    assertThat(history.at(minute(9))).isEqualTo(1500);
    assertThat(history.at(minute(10))).isEqualTo(1450);
    assertThat(history.at(minute(25))).isEqualTo(1450);
    assertThat(history.at(minute(26))).as("stale").isNaN();
    assertThat(history.at(minute(-1))).isNaN();
  }

  @Test
  void aSteadySpeedNeverGrowsStaleWhileScansCome() {
    for (int m = 0; m <= 1000; m++) {
      history.scanned(minute(m), 1500 + m % 2);
    }
    assertThat(history.at(minute(1000))).isBetween(1500.0, 1501.0);
    assertThat(history.at(minute(500))).isBetween(1500.0, 1501.0);
    assertThat(history.isSettled(minute(1000))).isTrue();
    assertThat(history.isSettled(minute(1001))).isFalse();
  }

  @Test
  void anAbsentValueIsUnknownUntilTheNext() {
    history.scanned(minute(0), 1500);
    history.scanned(minute(1), Double.NaN);
    assertThat(history.at(minute(2))).isNaN();
    history.scanned(minute(3), 1500);
    assertThat(history.at(minute(3))).isEqualTo(1500);
  }

  /** Scans are read long before the signals beside them where a program catches up. */
  @Test
  void aDayOfChangingSpeedIsRememberedFromItsBeginning() {
    for (int m = 0; m < 24 * 60; m++) {
      history.scanned(minute(m), 1000 + m / 3 % 200);
    }
    for (int m = 0; m < 24 * 60; m++) {
      assertThat(history.at(minute(m))).isEqualTo(1000 + m / 3 % 200, within(1.1));
    }
    assertThat(history.remembers(minute(0))).isTrue();
  }

  @Test
  void whereTooManyGatherOnlyWhatTellsLittleIsDropped() {
    // Forty thousand scans that each differ from the one before by more than a thousandth.
    for (int s = 0; s < 40_000; s++) {
      history.scanned(START.plusSeconds(s), speedOf(s));
    }
    for (int s = 0; s < 40_000; s++) {
      assertThat(history.at(START.plusSeconds(s)) / speedOf(s)).isEqualTo(1, within(0.0051));
    }
    assertThat(history.remembers(START)).isTrue();
  }

  /** Other speeds every minute, and a ripple upon them. */
  private static double speedOf(int second) {
    return (1000 + 100 * (second / 60 % 5)) * (1 + 0.0012 * (second % 2));
  }

  @Test
  void whatHadToBeDroppedIsToldApartFromWhatWasNeverKnown() {
    for (int s = 0; s < 10_000; s++) {
      history.scanned(START.plusSeconds(s), 1000 + 100 * (s % 2));
    }
    Instant early = START.plusSeconds(10);
    assertThat(history.at(early)).isNaN();
    assertThat(history.isSettled(early)).isTrue();
    assertThat(history.remembers(early)).isFalse();
    assertThat(history.remembers(START.plusSeconds(9_999))).isTrue();

    ShaftSpeedHistory restored = copy(history);
    assertThat(restored.remembers(early)).isFalse();

    ShaftSpeedHistory late = new ShaftSpeedHistory(Duration.ofMinutes(15));
    late.scanned(minute(60), 1500);
    assertThat(late.at(minute(59))).isNaN();
    assertThat(late.remembers(minute(59))).as("there never was a value").isTrue();
  }

  @Test
  void forgetsWhatOnlyEarlierTimesWouldNeed() {
    for (int m = 0; m < 1000; m++) {
      history.scanned(minute(m), 1000 + 5 * m);
    }
    int before = bytes(history).length;
    ShaftSpeedHistory whole = copy(history);
    history.forgetBefore(minute(900).plusSeconds(30));

    assertThat(bytes(history).length).isLessThan(before / 9);
    for (int s = 900 * 60 + 30; s < 61_000; s += 10) {
      Instant time = START.plusSeconds(s);
      assertThat(history.at(time)).isEqualTo((Double) whole.at(time));
      assertThat(history.remembers(time)).isTrue();
    }
    assertThat(history.remembers(minute(899))).isFalse();
  }

  @Test
  void aSensorThatIsDeadForLongTakesNoRoom() {
    history.scanned(minute(0), 1500);
    for (int m = 1; m < 10_000; m++) {
      history.scanned(minute(m), Double.NaN);
    }
    assertThat(history.at(minute(0))).isEqualTo(1500);
    assertThat(bytes(history).length).isLessThan(100);
  }

  @Test
  void staysSmallAndContinuesFromItsBytes() {
    for (int s = 0; s < 50_000; s++) {
      history.scanned(START.plusSeconds(s), 1000 + 100 * (s % 2));
    }
    assertThat(bytes(history).length).isLessThan(100_000);
    ShaftSpeedHistory restored = copy(history);
    for (int s = 40_000; s < 50_010; s++) {
      Instant time = START.plusSeconds(s);
      assertThat(restored.at(time)).isEqualTo((Double) history.at(time));
    }
    assertThat(restored.isSettled(START.plusSeconds(49_999))).isTrue();
  }

  @Test
  void readsWhatTheVersionBeforeWrote() {
    SnapshotWriter out = new SnapshotWriter();
    out.put((byte) 1).put(minute(7)).put(1).put(minute(5)).put(1500.0);
    history.read(new SnapshotReader(out.toBytes()));

    assertThat(history.at(minute(6))).isEqualTo(1500);
    assertThat(history.isSettled(minute(7))).isTrue();
    assertThat(history.remembers(minute(0))).isTrue();
  }

  private static byte[] bytes(ShaftSpeedHistory history) {
    SnapshotWriter out = new SnapshotWriter();
    history.write(out);
    return out.toBytes();
  }

  private static ShaftSpeedHistory copy(ShaftSpeedHistory history) {
    ShaftSpeedHistory copy = new ShaftSpeedHistory(Duration.ofMinutes(15));
    copy.read(new SnapshotReader(bytes(history)));
    return copy;
  }
}
