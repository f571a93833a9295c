package io.millwright.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.runtime.service.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {
  private static final AtomicLong COUNTED = new AtomicLong();
  private static final AtomicLong FIRST_COUNT = new AtomicLong();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void aJobGoesOnFromItsNewestCheckpoint() throws Exception {
    try (EmbeddedFlink flink = flink()) {
      flink.start();
      assertThat(flink.health().status()).isEqualTo(Health.Status.DEGRADED);
      FIRST_COUNT.set(0);
      flink.submit(counting(flink));
      assertThat(flink.health()).isEqualTo(Health.UP);
      await().atMost(Duration.ofSeconds(20)).until(() -> COUNTED.get() > 1000);
      assertThat(FIRST_COUNT).hasValue(1);
      flink.checkpoint();
    }
    long countedBefore = COUNTED.get();
    assertThat(Checkpoints.newest(directory.resolve("checkpoints/counting"))).isPresent();

    try (EmbeddedFlink flink = flink()) {
      flink.start();
      FIRST_COUNT.set(0);
      flink.submit(counting(flink));
      await().atMost(Duration.ofSeconds(20)).until(() -> FIRST_COUNT.get() > 0);
      assertThat(FIRST_COUNT.get()).isGreaterThan(1000).isLessThanOrEqualTo(countedBefore + 1);
    }
  }

  private EmbeddedFlink flink() {
    return new EmbeddedFlink(
        directory.resolve("checkpoints"), directory.resolve("tmp"), 2, Duration.ofSeconds(1));
  }

  private static StreamExecutionEnvironment counting(EmbeddedFlink flink) {
    StreamExecutionEnvironment env = flink.environment("counting");
    env.setBufferTimeout(0);
    env.fromSource(
            new NumberSequenceSource(1, Long.MAX_VALUE), WatermarkStrategy.noWatermarks(), "source")
        .uid("source")
        .setParallelism(1)
        .map(new Throttle())
        .uid("throttle")
        .setParallelism(1)
        .keyBy(number -> 1)
        .process(new Count())
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env;
  }

  /** Before the shuffle, so that barriers do not queue behind what is not yet counted. */
  private static final class Throttle implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long value) throws InterruptedException {
      Thread.sleep(1);
      return value;
    }
  }

  private static final class Count extends KeyedProcessFunction<Integer, Long, Long> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long value, Context context, Collector<Long> out) throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      COUNTED.set(now);
      FIRST_COUNT.compareAndSet(0, now);
      out.collect(now);
    }
  }
}
