package io.millwright.ingest;

import io.millwright.contracts.Topic;
import io.millwright.runtime.kafka.TopicSender;
import org.apache.kafka.common.header.Header;

/** Where accepted and rejected records go: Kafka, or a list in a test. */
public interface TelemetryOutlet {
  /** Sends, possibly later; an error surfaces on a later call. */
  <K, V> void send(Topic<K, V> topic, K key, V value, Header header);

  /** Everything sent before is stored when this returns. */
  void flush();

  /** Sends to Kafka; the sender stays the caller's to close. */
  static TelemetryOutlet to(TopicSender sender) {
    return new TelemetryOutlet() {
      @Override
      public <K, V> void send(Topic<K, V> topic, K key, V value, Header header) {
        sender.send(topic, key, value, header);
      }

      @Override
      public void flush() {
        sender.flush();
      }
    };
  }
}
