package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link BlockStore} must do. */
public abstract class BlockStoreContract {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  /** The store under test; the same for all tests of a class. */
  protected abstract HistoryStore store();

  @Test
  void readsBackTheLargestBlockThatCannotBeDeflated() {
    BlockSeries series = series("block/largest", "a b,c=d\\'é");
    short[] counts = new short[BlockText.MOST_COUNTS];
    Random random = new Random(1);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (short) random.nextInt();
    }
    Instant time = T0.plusNanos(123_456_000);
    assertThat(
            store()
                .blocks()
                .write(List.of(new SignalBlock(series, time, 25_600.5, 0.0625, 1_480.5, counts))))
        .isZero();

    SignalBlock found = newest(series, 1).get(0);

    assertThat(found.counts()).isEqualTo(counts);
    assertThat(found.time()).isEqualTo(time);
    assertThat(found.series()).isEqualTo(series);
    assertThat(found.rateHz()).isEqualTo(25_600.5);
    assertThat(found.scale()).isEqualTo(0.0625);
    assertThat(found.shaftSpeedRpm()).isEqualTo(1_480.5);
  }

  @Test
  void thinsBlocksEvenlyAndKeepsTheNewestOfEachSpan() {
    BlockSeries series = series("block/thinned", "x");
    BlockSeries other = series("block/thinned", "y");
    for (int i = 0; i < 100; i++) {
      // Odd ones are long: their second part must not be read into a short one.
      int length = i % 2 == 1 ? 40_000 : 4;
      store().blocks().write(List.of(block(series, T0.plusSeconds(60L * i), i, length)));
    }
    store().blocks().write(List.of(block(other, T0.plusSeconds(59), 7, 4)));
    assertThat(newest(other, 1)).hasSize(1);
    TimeRange range = new TimeRange(T0.plusSeconds(60), T0.plusSeconds(60 * 99));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store().blocks().blocks(series, range, 98).size() == 98);

    assertThat(store().blocks().extents(series.asset()))
        .containsExactlyInAnyOrder(
            new BlockExtent(series, T0, T0.plusSeconds(60 * 99), 100),
            new BlockExtent(other, T0.plusSeconds(59), T0.plusSeconds(59), 1));
    List<SignalBlock> seven = store().blocks().blocks(series, range, 7);
    List<SignalBlock> one = store().blocks().blocks(series, range, 1);

    assertThat(seven)
        .extracting(b -> (int) b.counts()[0])
        .containsExactly(14, 28, 42, 56, 70, 84, 98);
    assertThat(seven).extracting(SignalBlock::time).contains(T0.plusSeconds(60 * 14));
    assertThat(one).extracting(b -> (int) b.counts()[0]).containsExactly(98);
    assertThat(store().blocks().first(series, range).orElseThrow().counts()[0])
        .isEqualTo((short) 1);
    assertThat(store().blocks().first(series, range).orElseThrow().shaftSpeedRpm()).isNull();
  }

  @Test
  void keepsTheLastOfTwoBlocksOfOneSeriesAndTime() {
    BlockSeries series = series("block/twice", "x");
    store().blocks().write(List.of(block(series, T0, 1, 40_000)));
    store().blocks().write(List.of(block(series, T0, 2, 4)));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<SignalBlock> all = newest(series, 50);
              return all.size() == 1 && all.get(0).counts().length == 4;
            });
  }

  @Test
  void findsNoBlocksOfAnUnknownSeries() {
    BlockSeries unknown = series("block/none", "x");

    assertThat(store().blocks().blocks(unknown, around(T0), 5)).isEmpty();
    assertThat(store().blocks().first(unknown, around(T0))).isEmpty();
    assertThat(store().blocks().extents(unknown.asset())).isEmpty();
    assertThat(store().blocks().write(List.of())).isZero();
  }

  private List<SignalBlock> newest(BlockSeries series, int limit) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store().blocks().blocks(series, around(T0), limit), f -> !f.isEmpty());
  }

  private static TimeRange around(Instant time) {
    return new TimeRange(time.minusSeconds(1_000), time.plusSeconds(1_000));
  }

  private static BlockSeries series(String asset, String channel) {
    return new BlockSeries(new AssetId(asset), "de", channel, BlockSeries.Kind.WAVEFORM);
  }

  private static SignalBlock block(BlockSeries series, Instant time, int first, int length) {
    short[] counts = new short[length];
    Random random = new Random(first);
    for (int i = 1; i < length; i++) {
      counts[i] = (short) random.nextInt();
    }
    counts[0] = (short) first;
    @Nullable Double unknown = null;
    return new SignalBlock(series, time, 100, 1, unknown, counts);
  }
}
