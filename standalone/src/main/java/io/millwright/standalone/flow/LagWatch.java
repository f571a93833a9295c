package io.millwright.standalone.flow;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Shows how far consumer groups are behind, as a meter each. */
public final class LagWatch implements Service {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Retries RETRY = Retries.endless(EVERY, Duration.ofMinutes(1));

  private final KafkaSettings kafka;
  private final List<Quiescence.Reader> readers;
  private final Map<String, Long> lags = new ConcurrentHashMap<>();
  private final Worker worker = new Worker("lag-watch", RETRY, this::watch);

  /**
   * @param readers groups and what they read
   */
  public LagWatch(KafkaSettings kafka, List<Quiescence.Reader> readers, Metrics metrics) {
    this.kafka = kafka;
    this.readers = List.copyOf(readers);
    for (Quiescence.Reader reader : readers) {
      metrics.gauge(
          PlatformMeter.LAG,
          () -> lags.containsKey(reader.group()) ? lags.get(reader.group()) : Double.NaN,
          "group",
          reader.group());
    }
  }

  @Override
  public String name() {
    return "lag";
  }

  @Override
  public void start() {
    worker.start();
  }

  private void watch(Worker self) throws InterruptedException {
    try (ConsumerLag offsets = new ConsumerLag(kafka)) {
      while (self.goesOn()) {
        for (Quiescence.Reader reader : readers) {
          lags.put(reader.group(), lag(offsets, reader));
        }
        self.well();
        for (long waited = 0; self.goesOn() && waited < EVERY.toMillis(); waited += 100) {
          Thread.sleep(100);
        }
      }
    }
  }

  /** What has never been committed counts from the first offset on. */
  static long lag(Offsets offsets, Quiescence.Reader reader) {
    Map<TopicPartition, Long> committed = offsets.committed(reader.group());
    return offsets.ends(reader.topics()).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  @Override
  public Health health() {
    return worker.health("lags are not known");
  }

  @Override
  public void close() {
    worker.close(CLOSE);
  }
}
