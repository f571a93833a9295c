package io.millwright.alerts.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlantTimeTest {
  private static final Instant WALL = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant PLAYED = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void aReplayGoesOnFromTheTimeThatIsPlayed() {
    PlantTime time = PlantTime.NONE.hear(PLAYED, WALL);
    assertThat(time.now(WALL.plusSeconds(60))).isEqualTo(PLAYED.plusSeconds(60));

    PlantTime later = time.hear(PLAYED.plus(Duration.ofDays(9)), WALL.plusSeconds(1));
    assertThat(later.now(WALL.plusSeconds(1))).isEqualTo(PLAYED.plus(Duration.ofDays(9)));
    assertThat(later.first()).isEqualTo(PLAYED);
  }

  @Test
  void whatIsLateDoesNotTurnItBackAndWhatIsAheadDoesNotDriveIt() {
    PlantTime live = PlantTime.NONE.hear(WALL, WALL);

    PlantTime late = live.hear(WALL.minusSeconds(3600), WALL.plusSeconds(5));
    assertThat(late.now(WALL.plusSeconds(5))).isEqualTo(WALL.plusSeconds(5));
    assertThat(late.first()).isEqualTo(WALL.minusSeconds(3600));

    PlantTime ahead = live.hear(Instant.parse("2099-01-01T00:00:00Z"), WALL.plusSeconds(5));
    assertThat(ahead.now(WALL.plusSeconds(5))).isEqualTo(WALL.plusSeconds(5));
  }

  @Test
  void whatOthersTellMakesThePlantNoOlder() {
    PlantTime live = PlantTime.NONE.hear(WALL, WALL);

    PlantTime reset = live.hearOthers(Instant.parse("2000-01-01T00:00:00Z"), WALL.plusSeconds(5));
    assertThat(reset.first()).isEqualTo(WALL);
    assertThat(reset.now(WALL.plusSeconds(5))).isEqualTo(WALL.plusSeconds(5));
    assertThat(live.hear(Instant.parse("2000-01-01T00:00:00Z"), WALL.plusSeconds(5)).first())
        .isEqualTo("2000-01-01T00:00:00Z");
  }
}
