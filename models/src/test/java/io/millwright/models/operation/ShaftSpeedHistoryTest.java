package io.millwright.models.operation;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void staysSmallAndContinuesFromItsBytes() {
    for (int m = 0; m < 5_000; m++) {
      history.scanned(minute(m), 1000 + m);
    }
    SnapshotWriter out = new SnapshotWriter();
    history.write(out);
    assertThat(out.toBytes().length).isLessThan(6_000);
    ShaftSpeedHistory restored = new ShaftSpeedHistory(Duration.ofMinutes(15));
    restored.read(new SnapshotReader(out.toBytes()));
    for (int m = 4_000; m < 5_010; m++) {
      assertThat(restored.at(minute(m))).isEqualTo(history.at(minute(m)));
    }
    assertThat(restored.isSettled(minute(4_999))).isTrue();
  }
}
