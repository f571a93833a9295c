package io.millwright.dashboards.history;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.Topics;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the months of the savings ledger to the history store. It reads the compacted topic from
 * its beginning and outside any consumer group, because a sum needs all entries; several instances
 * write the same points. While the store is away it begins anew after a pause.
 */
public final class SavingsRecorder implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(SavingsRecorder.class);
  private static final TimeRange ALL =
      new TimeRange(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Retries RETRY =
      Retries.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final KafkaSettings kafka;
  private final HistoryStore store;
  private final Counter unreadable;
  private final Worker worker = new Worker("history-savings", RETRY, this::follow);

  /**
   * @param store stays the caller's to close, after this
   */
  public SavingsRecorder(KafkaSettings kafka, HistoryStore store, Metrics metrics) {
    this.kafka = kafka;
    this.store = store;
    this.unreadable = metrics.counter(HistoryMeter.UNREADABLE_ENTRIES);
  }

  @Override
  public String name() {
    return "history-savings";
  }

  @Override
  public void start() {
    worker.start();
  }

  private void follow(Worker self) {
    SavingsMonths months = new SavingsMonths(store.board(BoardMeasurement.SAVINGS, ALL));
    HistoryBatch batch = store.newBatch();
    try (TopicReader<String, LedgerEntry> entries =
        new TopicReader<>(kafka, Topics.SAVINGS, this::steppedOver)) {
      List<TopicRecord<String, LedgerEntry>> news = entries.readToEnd();
      while (self.goesOn()) {
        news.forEach(record -> months.take(record.key(), record.value()));
        write(batch, months);
        self.well();
        news = entries.poll(POLL);
      }
    }
  }

  private static void write(HistoryBatch batch, SavingsMonths months) {
    List<BoardPoint> changes = months.changes();
    changes.forEach(batch::board);
    batch.commit();
    changes.forEach(months::stored);
  }

  private void steppedOver(RuntimeException why) {
    unreadable.increment();
    LOG.atWarn()
        .addKeyValue("error", why.getMessage())
        .log("record is stepped over by the sums of savings");
  }

  @Override
  public Health health() {
    return worker.health("sums of savings are not recorded");
  }

  @Override
  public void close() {
    worker.close(CLOSE);
  }
}
