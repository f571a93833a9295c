package io.millwright.standalone.flow;

import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes out of the pipeline, as any reader would, and compares it with what went in.
 * Down when scans arrive and nothing is said of them: neither an assessment nor a rejection. (A
 * stretch of nothing but identical redeliveries, which are ignored by design, looks the same.)
 */
public final class FlowWatch implements Service {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final KafkaSettings kafka;
  private final Consumer<Assessment> onFirst;
  private final StallRule stall;
  // What was counted cannot be counted anew: who waits for the end would never see it.
  private final Worker worker = new Worker("flow-watch", Retries.NONE, this::watch);
  private final CountDownLatch first = new CountDownLatch(1);
  private final Map<Stream, Instant> newest = new HashMap<>();
  private final Set<String> rejectedSources = new HashSet<>();
  private final LatencyHistogram latencies = new LatencyHistogram();
  private long seen;
  private long assessments;
  private long duplicates;
  private @Nullable Instant firstIngest;
  private @Nullable Instant lastAssessed;
  private volatile long firstNanos;

  /** Assessments of an asset by scans, and those by frames, are each in the order of their time. */
  private record Stream(AssetId asset, boolean frames) {}

  /**
   * @param stallAfter how long scans may wait for a word
   * @param onFirst told of the first assessment of this run, on the watch's thread
   */
  public FlowWatch(
      KafkaSettings kafka, Duration stallAfter, InstantSource clock, Consumer<Assessment> onFirst) {
    this.kafka = kafka;
    this.onFirst = onFirst;
    this.stall = new StallRule(stallAfter, clock);
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public void start() {
    worker.start();
  }

  /** Waits for the first assessment that this run sees; false if none came in time. */
  public boolean awaitFirst(Duration timeout) throws InterruptedException {
    return first.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Time since it saw the first assessment of this run; zero before. */
  public Duration sinceFirst() {
    return first.getCount() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - firstNanos);
  }

  /** Waits until it has seen all that is in the topics now, or the time is over. */
  public void awaitEnd(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    try (EndOffsets out = new EndOffsets(kafka, Topics.ASSESSMENTS.name());
        EndOffsets rejected = new EndOffsets(kafka, Topics.REJECTED.name())) {
      long said = out.sum() + rejected.sum();
      while (seen() < said && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    }
  }

  private synchronized long seen() {
    return seen;
  }

  /** So far, of everything in the topics. */
  public synchronized FlowCounts counts() {
    return new FlowCounts(
        assessments,
        duplicates,
        rejectedSources.size(),
        firstIngest,
        lastAssessed,
        latencies.quantileMillis(0.5),
        latencies.quantileMillis(0.99));
  }

  @Override
  public Health health() {
    Health watching = worker.health("watch broke");
    return watching.status() == Health.Status.UP ? stall.health() : watching;
  }

  @Override
  public void close() {
    worker.close(CLOSE);
  }

  private void watch(Worker self) {
    Instant began = Instant.now();
    try (TopicReader<AssetId, Assessment> out = new TopicReader<>(kafka, Topics.ASSESSMENTS);
        TopicReader<String, RejectedTelemetry> rejected =
            new TopicReader<>(kafka, Topics.REJECTED);
        EndOffsets scans = new EndOffsets(kafka, Topics.SCALAR.name())) {
      while (self.goesOn()) {
        boolean said = false;
        for (TopicRecord<AssetId, Assessment> record : out.poll(POLL)) {
          Assessment assessment = record.value();
          if (assessment != null) {
            count(assessment);
            said = true;
            if (first.getCount() > 0 && !assessment.assessedAt().isBefore(began)) {
              firstNanos = System.nanoTime();
              first.countDown();
              onFirst.accept(assessment);
            }
          }
        }
        for (TopicRecord<String, RejectedTelemetry> record : rejected.poll(Duration.ZERO)) {
          said = true;
          count(record.value());
        }
        stall.observe(scans.sum(), said);
      }
    }
  }

  private synchronized void count(Assessment assessment) {
    seen++;
    Stream stream = new Stream(assessment.assetId(), assessment.pointId() != null);
    Instant before = newest.get(stream);
    // What is not newer than the one before is a repetition.
    if (before != null && !assessment.time().isAfter(before)) {
      duplicates++;
      return;
    }
    newest.put(stream, assessment.time());
    assessments++;
    latencies.record(ChronoUnit.MICROS.between(assessment.ingestTime(), assessment.assessedAt()));
    if (firstIngest == null || assessment.ingestTime().isBefore(firstIngest)) {
      firstIngest = assessment.ingestTime();
    }
    if (lastAssessed == null || assessment.assessedAt().isAfter(lastAssessed)) {
      lastAssessed = assessment.assessedAt();
    }
  }

  private synchronized void count(@Nullable RejectedTelemetry rejection) {
    seen++;
    if (rejection != null) {
      rejectedSources.add(rejection.source());
    }
  }
}
