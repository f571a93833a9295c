package io.millwright.runtime.kafka;

import io.millwright.runtime.config.Default;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach the brokers, and the defaults of every client.
 *
 * @param bootstrapServers {@code host:port[,host:port]}
 * @param properties further client properties, such as {@code security.protocol}; they win over the
 *     defaults
 */
public record KafkaSettings(
    @Default("127.0.0.1:9092") String bootstrapServers, Map<String, String> properties) {

  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrapServers must not be blank");
    }
    properties = Map.copyOf(properties);
  }

  /** A broker without security, such as the embedded one. */
  public static KafkaSettings plain(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /**
   * As these, for whoever sends samples: vibration and sound look like noise to LZ4, which leaves
   * 93 to 100 % of their bytes; Zstandard at level 1 leaves 63 to 74 % at about its speed (measured
   * on FEMTO snapshots of 24 bit and MIMII clips of 16 bit). What is set explicitly wins.
   */
  public KafkaSettings forFrames() {
    Map<String, String> all = new HashMap<>(Map.of("compression.type", "zstd"));
    all.put("compression.zstd.level", "1");
    all.putAll(properties);
    return new KafkaSettings(bootstrapServers, all);
  }

  /** Idempotent and acknowledged by all replicas; 5 ms of batching. */
  public Properties producer() {
    Properties p = common();
    p.put("acks", "all");
    p.put("enable.idempotence", "true");
    // A broker takes any first sequence number of a producer it does not know. If the first batch
    // to a
    // new partition has to be sent again while the second is in flight, the second becomes that
    // first
    // one, and the real first is refused for ever as out of order.
    p.put("max.in.flight.requests.per.connection", "1");
    p.put("linger.ms", "5");
    p.put("batch.size", "131072");
    p.put("compression.type", "lz4");
    p.put("max.request.size", Integer.toString(TopicProvisioner.MOST_BYTES));
    p.put("delivery.timeout.ms", "60000");
    p.put("request.timeout.ms", "15000");
    p.put("max.block.ms", "30000");
    p.putAll(properties);
    return p;
  }

  /**
   * Reads from the beginning and only what is committed; the caller commits. The session is short,
   * because after a kill a group waits it out.
   */
  public Properties consumer(String groupId) {
    Properties p = reader();
    p.put("group.id", groupId);
    p.put("session.timeout.ms", "6000");
    p.put("heartbeat.interval.ms", "1500");
    p.putAll(properties);
    return p;
  }

  /** Of a consumer without a group. */
  Properties reader() {
    Properties p = common();
    p.put("enable.auto.commit", "false");
    p.put("auto.offset.reset", "earliest");
    p.put("isolation.level", "read_committed");
    p.put("allow.auto.create.topics", "false");
    p.putAll(properties);
    return p;
  }

  /** For topics, offsets and groups. */
  public Properties admin() {
    Properties p = common();
    p.put("request.timeout.ms", "15000");
    p.put("default.api.timeout.ms", "30000");
    p.putAll(properties);
    return p;
  }

  private Properties common() {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrapServers);
    p.put("enable.metrics.push", "false");
    p.put("reconnect.backoff.ms", "100");
    p.put("reconnect.backoff.max.ms", "2000");
    return p;
  }
}
