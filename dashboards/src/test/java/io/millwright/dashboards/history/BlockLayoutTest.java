package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.AssetId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockLayoutTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void refusesBlocksOfASeriesTooManyAndWritesTheOthers() {
    SeriesGuard guard = new SeriesGuard(2);
    AtomicInteger written = new AtomicInteger();
    List<SignalBlock> blocks = List.of(block("x", 0), block("y", 0), block("z", 0), block("x", 1));

    int refused =
        BlockLayout.write(
            blocks,
            guard,
            lines -> {
              written.addAndGet(lines.points());
              assertThat(new String(lines.toBytes(), StandardCharsets.UTF_8))
                  .contains("channel=x", "channel=y")
                  .doesNotContain("channel=z");
              return 1;
            });

    assertThat(refused).isEqualTo(2); // one too many, one that the store refused
    assertThat(written).hasValue(3);
    assertThat(guard.counts()).containsEntry(BlockLayout.BLOCKS, 2);
  }

  @Test
  void writesNothingWhereNothingIsAdmitted() {
    SeriesGuard guard = new SeriesGuard(1);
    BlockLayout.write(List.of(block("x", 0)), guard, lines -> 0);

    int refused =
        BlockLayout.write(
            List.of(block("y", 0)),
            guard,
            lines -> {
              throw new AssertionError("nothing is to be written");
            });

    assertThat(refused).isEqualTo(1);
  }

  private static SignalBlock block(String channel, int second) {
    BlockSeries series =
        new BlockSeries(new AssetId("fan"), "de", channel, BlockSeries.Kind.WAVEFORM);
    return new SignalBlock(
        series, T0.plusSeconds(second), 25_600, 1e-3, null, new short[] {1, 2, 3, 4});
  }
}
