package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.dashboards.history.TierPlan.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TierPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:20:30Z");

  @Test
  void readsRawWhereBucketsAreShorterThanAMinute() {
    assertThat(plan(range("P0D", "PT1H"), 500)).containsExactly(part(Tier.RAW, "P0D", "PT1H"));
  }

  @Test
  void readsMinutesWithTheEndsFromRaw() {
    assertThat(plan(range("P0D", "P1D"), 500))
        .containsExactly(
            new Part(Tier.RAW, micros("2026-02-28T00:20:30Z"), micros("2026-02-28T00:21:00Z")),
            new Part(Tier.MINUTE, micros("2026-02-28T00:21:00Z"), micros("2026-03-01T00:20:00Z")),
            new Part(Tier.RAW, micros("2026-03-01T00:20:00Z"), micros("2026-03-01T00:20:30Z")));
  }

  @Test
  void readsHoursWithStaleOnesFromRaw() {
    long hour = HourSpan.hourOf(micros("2026-02-20T10:00:00Z"));
    List<Part> parts =
        TierPlan.of(
            Trend.READINGS,
            range("P0D", "P25D"),
            range("P0D", "P25D").bucketMicros(500),
            Retention.DEFAULT,
            NOW,
            List.of(new HourSpan(hour, hour + 2)));

    assertThat(parts)
        .extracting(Part::tier)
        .containsExactly(Tier.RAW, Tier.HOUR, Tier.RAW, Tier.HOUR, Tier.RAW);
    assertThat(parts.get(2))
        .isEqualTo(
            new Part(Tier.RAW, micros("2026-02-20T10:00:00Z"), micros("2026-02-20T12:00:00Z")));
  }

  @Test
  void takesACoarserTierWhereTheFinerIsGone() {
    TimeRange old = new TimeRange(NOW.minus(Duration.ofDays(31)), NOW.minus(Duration.ofDays(29)));
    assertThat(plan(old, 1_000_000))
        .containsExactly(
            new Part(Tier.MINUTE, micros("2026-01-29T00:20:30Z"), micros("2026-01-30T01:00:00Z")),
            new Part(Tier.RAW, micros("2026-01-30T01:00:00Z"), micros("2026-01-31T00:20:30Z")));
    TimeRange older =
        new TimeRange(NOW.minus(Duration.ofDays(500)), NOW.minus(Duration.ofDays(490)));
    assertThat(plan(older, 1_000_000)).extracting(Part::tier).containsExactly(Tier.HOUR);
    assertThat(TierPlan.of(Trend.FEATURES, old, 1_000_000, Retention.DEFAULT, NOW, List.of()))
        .extracting(Part::tier)
        .containsExactly(Tier.HOUR, Tier.RAW);
  }

  @Test
  void doesNotReadRawThatIsGoneEvenWhereHoursAreStale() {
    TimeRange old = new TimeRange(NOW.minus(Duration.ofDays(60)), NOW.minus(Duration.ofDays(50)));
    long hour = HourSpan.hourOf(EpochMicros.of(old.from())) + 5;
    assertThat(
            TierPlan.of(
                Trend.READINGS,
                old,
                old.bucketMicros(20),
                Retention.DEFAULT,
                NOW,
                List.of(new HourSpan(hour, hour + 1))))
        .extracting(Part::tier)
        .doesNotContain(Tier.RAW);
  }

  @Test
  void coversAnyRangeOnceAndInOrder() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      long length = 1 + (long) (Math.exp(random.nextDouble() * 25) * 1e3);
      Instant to = NOW.minusNanos((long) (random.nextDouble() * 4e16)).plusSeconds(100);
      TimeRange range = new TimeRange(to.minusNanos(length * 1_000), to);
      long first = HourSpan.hourOf(EpochMicros.of(range.from()));
      long last = HourSpan.hourOf(EpochMicros.of(range.to()) - 1);
      List<HourSpan> stale =
          random.nextBoolean() ? List.of() : List.of(new HourSpan(last, last + 1));
      List<Part> parts =
          TierPlan.of(
              random.nextBoolean() ? Trend.READINGS : Trend.FEATURES,
              range,
              range.bucketMicros(1 + random.nextInt(2_000)),
              Retention.DEFAULT,
              NOW,
              first > last ? List.of() : stale);
      long at = EpochMicros.of(range.from());
      for (Part part : parts) {
        assertThat(part.from()).isEqualTo(at).isLessThan(part.to());
        at = part.to();
      }
      assertThat(at).isEqualTo(EpochMicros.of(range.to()));
    }
  }

  private static List<Part> plan(TimeRange range, int points) {
    return TierPlan.of(
        Trend.READINGS, range, range.bucketMicros(points), Retention.DEFAULT, NOW, List.of());
  }

  private static TimeRange range(String before, String length) {
    return TimeRange.before(NOW.minus(Duration.parse(before)), Duration.parse(length));
  }

  private static Part part(Tier tier, String before, String length) {
    TimeRange range = range(before, length);
    return new Part(tier, EpochMicros.of(range.from()), EpochMicros.of(range.to()));
  }

  private static long micros(String time) {
    return EpochMicros.of(Instant.parse(time));
  }
}
