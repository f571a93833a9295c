package io.millwright.standalone.flow;

import io.millwright.contracts.Topic;
import io.millwright.runtime.kafka.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have read, and how far topics go. Thread-safe. */
public final class ConsumerLag implements Offsets {
  private final Admin admin;

  /** Reads through a connection of its own. */
  public ConsumerLag(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.admin());
  }

  @Override
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  @Override
  public Map<TopicPartition, Long> ends(List<Topic<?, ?>> topics) {
    Collection<TopicDescription> descriptions =
        get(admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames())
            .values();
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic : descriptions) {
      topic
          .partitions()
          .forEach(
              p ->
                  wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading offsets", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("offsets cannot be read", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
