package io.millwright.runtime.kafka;

import io.millwright.contracts.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Records of a key meet only if the key falls into the same partition of every topic. */
public final class CoPartitioned {
  private CoPartitioned() {}

  /**
   * Looks topics up, for up to 30 s.
   *
   * @param who needs them, for people
   * @param together must have the same number of partitions
   * @param besides must be there
   * @throws IllegalStateException if a topic is missing, partitions differ, or no broker answers
   */
  public static void require(
      KafkaSettings kafka,
      String who,
      Collection<? extends Topic<?, ?>> together,
      Collection<? extends Topic<?, ?>> besides) {
    try (Admin admin = Admin.create(kafka.admin())) {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(
                  Stream.concat(together.stream(), besides.stream())
                      .map(Topic::name)
                      .distinct()
                      .toList())
              .allTopicNames()
              .get(30, TimeUnit.SECONDS);
      Map<String, Integer> partitions = new TreeMap<>();
      for (Topic<?, ?> topic : together) {
        TopicDescription description = found.get(topic.name());
        partitions.put(topic.name(), description == null ? 0 : description.partitions().size());
      }
      if (partitions.values().stream().distinct().count() > 1) {
        throw new IllegalStateException(
            "the topics of " + who + " need the same number of partitions, found " + partitions);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "a topic of " + who + " is missing at " + kafka.bootstrapServers()
              : "topics cannot be looked up at " + kafka.bootstrapServers(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer from " + kafka.bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking up topics", e);
    }
  }
}
