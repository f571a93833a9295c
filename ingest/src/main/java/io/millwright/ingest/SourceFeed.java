package io.millwright.ingest;

import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source: declares its assets, finds out how far an earlier run came, then publishes on a
 * thread of its own.
 */
public final class SourceFeed implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFeed.class);
  private static final long STOP_SECONDS = 8;

  private final TelemetrySource source;
  private final Pace pace;
  private final KafkaSettings kafka;
  private final Metrics metrics;
  private final CompletableFuture<IngestTotals> done = new CompletableFuture<>();
  private volatile boolean stopped;
  private @Nullable TopicSender sender;
  private volatile @Nullable TelemetryPublisher publisher;

  /**
   * @param source owned from now on
   */
  public SourceFeed(TelemetrySource source, Pace pace, KafkaSettings kafka, Metrics metrics) {
    this.source = source;
    this.pace = pace;
    this.kafka = kafka;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "ingest";
  }

  /** The assets are on their topic when this returns; telemetry follows. */
  @Override
  public synchronized void start() {
    boolean hasSignals = source.assets().stream().anyMatch(asset -> !asset.signals().isEmpty());
    TopicSender out = new TopicSender(hasSignals ? kafka.forFrames() : kafka);
    sender = out;
    new PlantPublisher(kafka, out).apply(new Plant(source.name(), source.assets()), false);
    ReplayProgress progress = ReplayProgress.read(kafka);
    TelemetryPublisher started =
        new TelemetryPublisher(TelemetryOutlet.to(out), metrics, Clock.systemUTC());
    publisher = started;
    Thread thread = new Thread(() -> run(started, progress), "ingest");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(TelemetryPublisher started, ReplayProgress progress) {
    try (source) {
      IngestTotals totals = started.publish(source, pace, progress, () -> stopped);
      LOG.atInfo().addKeyValue("source", source.name()).addKeyValue("totals", totals).log("ended");
      done.complete(totals);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e); // whoever waits for the end must hear of it
    }
  }

  /**
   * Completes when the source has ended or {@link #close} stopped it, and all is stored;
   * exceptionally if it broke ({@link SourceException}) or Kafka did.
   */
  public CompletableFuture<IngestTotals> done() {
    return done;
  }

  /** So far. */
  public IngestTotals totals() {
    TelemetryPublisher started = publisher;
    return started == null ? IngestTotals.NONE : started.totals();
  }

  @Override
  public Health health() {
    if (publisher == null) {
      return Health.down("not started");
    }
    return done.isCompletedExceptionally()
        ? done.handle((totals, error) -> Health.down(String.valueOf(error.getMessage()))).join()
        : Health.UP;
  }

  @Override
  public synchronized void close() {
    stopped = true;
    TopicSender out = sender;
    if (out == null) {
      source.close();
      return;
    }
    try {
      done.handle((totals, error) -> "").get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      LOG.atWarn().addKeyValue("source", source.name()).log("did not end in time");
    }
    out.close();
  }
}
