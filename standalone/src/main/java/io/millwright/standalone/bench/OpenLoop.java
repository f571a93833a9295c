package io.millwright.standalone.bench;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends assessments when they are due, whether those before were answered or not; the time of each
 * is when it was due. Who measures from it counts what a sender that waits would leave out (the
 * coordinated omission of G. Tene). Owned by one thread.
 */
final class OpenLoop implements AutoCloseable {
  private final AlarmLoad load;
  private final double perSecond;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Codec<AssetId> keys = Topics.ASSESSMENTS.keyCodec().get();
  private final Codec<Assessment> values = Topics.ASSESSMENTS.valueCodec().get();
  private final AtomicReference<@Nullable Exception> firstError = new AtomicReference<>();
  private int asset;

  OpenLoop(AlarmLoad load, double perSecond, KafkaSettings kafka) {
    this.load = load;
    this.perSecond = perSecond;
    this.producer =
        new KafkaProducer<>(kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends to a topic for some seconds; all is stored when it returns. */
  Sent send(String topic, double seconds) {
    long records = Math.round(perSecond * seconds);
    long startNanos = System.nanoTime();
    Instant start = Instant.now();
    long latest = 0;
    for (long n = 0; n < records; n++) {
      long due = (long) (n * 1e9 / perSecond);
      for (long left = due - (System.nanoTime() - startNanos);
          left > 0;
          left = due - (System.nanoTime() - startNanos)) {
        LockSupport.parkNanos(Math.min(left, 1_000_000));
      }
      latest = Math.max(latest, System.nanoTime() - startNanos - due);
      Assessment assessment = load.next(asset, start.plusNanos(due));
      producer.send(
          new ProducerRecord<>(topic, keys.encode(assessment.assetId()), values.encode(assessment)),
          (metadata, error) -> {
            if (error != null) {
              firstError.compareAndSet(null, error);
            }
          });
      asset = (asset + 1) % load.size();
    }
    producer.flush();
    Exception error = firstError.get();
    if (error != null) {
      throw new KafkaException("an assessment could not be stored", error);
    }
    return new Sent(records, start, start.plusNanos((long) (seconds * 1e9)), latest / 1e6);
  }

  /**
   * What was sent.
   *
   * @param from when the first was due
   * @param to when the next would have been
   * @param latestMillis by how much a send was behind its time at most
   */
  record Sent(long records, Instant from, Instant to, double latestMillis) {}

  @Override
  public void close() {
    producer.close();
  }
}
