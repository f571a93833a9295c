package io.millwright.streams.flink;

import io.millwright.contracts.Topics;
import io.millwright.contracts.model.BundleChunk;
import io.millwright.models.release.BundleChunks;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import java.time.Duration;
import java.util.HashMap;

/**
 * Bundles from the topic {@code model-bundles}. Releases are rare and bundles few: each call reads
 * the topic from its beginning, by a consumer of its own, until the bundle is whole. A piece that
 * cannot be read is as one that is missing.
 */
public final class KafkaBundles implements Bundles {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final HashMap<String, String> properties;

  /** Bundles at these brokers. */
  public KafkaBundles(KafkaSettings kafka) {
    bootstrapServers = kafka.bootstrapServers();
    properties = new HashMap<>(kafka.properties());
  }

  @Override
  public byte[] read(String sha256) {
    BundleChunks.Assembly assembly = new BundleChunks.Assembly(sha256);
    try (TopicReader<String, BundleChunk> reader =
        new TopicReader<>(
            new KafkaSettings(bootstrapServers, properties),
            Topics.MODEL_BUNDLES,
            unreadable -> {})) {
      boolean atEnd = false;
      while (!assembly.isComplete() && !atEnd) {
        atEnd = reader.atEnd();
        for (TopicRecord<String, BundleChunk> record : reader.poll(POLL)) {
          if (record.value() != null) {
            assembly.take(record.value());
          }
        }
      }
    }
    return assembly.bundle();
  }
}
