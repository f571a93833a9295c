package io.millwright.runtime.kafka;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topic.Cleanup;
import io.millwright.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of the catalogue that do not exist yet; leaves existing ones as they are. */
public final class TopicProvisioner {
  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

  /** Largest record, in bytes: several seconds of a waveform in one frame. */
  static final int MOST_BYTES = 4 << 20;

  private TopicProvisioner() {}

  /**
   * Every topic exists, and the broker that was asked knows it, when this returns.
   *
   * @param partitions of topics that are created now
   * @param replication copies of topics that are created now
   * @throws KafkaFailure if the brokers refuse or do not answer within 30 s
   */
  public static void ensure(KafkaSettings settings, int partitions, int replication) {
    try (Admin admin = Admin.create(settings.admin())) {
      Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      List<NewTopic> missing =
          Topics.ALL.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(topic -> declare(topic, partitions, (short) replication))
              .toList();
      if (!missing.isEmpty()) {
        create(admin, missing);
        awaitKnown(admin);
        LOG.atDebug().addKeyValue("topics", missing.size()).log("created topics");
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaFailure("topics cannot be created at " + settings.bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaFailure("interrupted while creating topics", e);
    }
  }

  private static void create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (var created : admin.createTopics(topics).values().values()) {
      try {
        created.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** A topic is created before every broker has heard of it. */
  private static void awaitKnown(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> names = Topics.ALL.stream().map(Topic::name).toList();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  private static NewTopic declare(Topic<?, ?> topic, int partitions, short replication) {
    Map<String, String> config =
        topic.cleanup() == Cleanup.COMPACT
            ? Map.of("cleanup.policy", "compact", "max.message.bytes", Integer.toString(MOST_BYTES))
            : Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(topic.retention().toMillis()),
                // Event time stands in the value. Records are kept by when they arrived, or a
                // replay of old telemetry would be deleted at once.
                "message.timestamp.type",
                "LogAppendTime",
                "max.message.bytes",
                Integer.toString(MOST_BYTES));
    return new NewTopic(topic.name(), partitions, replication).configs(config);
  }
}
