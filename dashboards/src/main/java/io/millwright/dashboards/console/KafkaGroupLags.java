package io.millwright.dashboards.console;

import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker for what its groups have committed, and for the ends of what they read. Whoever
 * asks shares the answer of the last {@link #HOLDS}.
 */
final class KafkaGroupLags implements GroupLags {
  private static final Duration HOLDS = Duration.ofSeconds(5);
  private static final long PATIENCE_MILLIS = 5_000;

  private final KafkaSettings kafka;
  private @Nullable Admin admin; // guarded by this, as all below
  private List<GroupLag> known = List.of();
  private @Nullable UnknownException failure;
  private long askedAt;

  KafkaGroupLags(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  public synchronized List<GroupLag> now() {
    if (askedAt == 0 || System.nanoTime() - askedAt > HOLDS.toNanos()) {
      Admin client = admin == null ? Admin.create(kafka.admin()) : admin;
      admin = client;
      try {
        known = ask(client);
        failure = null;
      } catch (UnknownException e) { // shared, too: or each who asks would wait as long
        failure = e;
      }
      askedAt = System.nanoTime();
    }
    if (failure != null) {
      throw failure;
    }
    return known;
  }

  private static List<GroupLag> ask(Admin admin) {
    try {
      List<String> groups =
          admin
              .listGroups(ListGroupsOptions.forConsumerGroups())
              .all()
              .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .stream()
              .map(GroupListing::groupId)
              .toList();
      Map<String, ConsumerGroupDescription> described =
          admin.describeConsumerGroups(groups).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
          admin
              .listConsumerGroupOffsets(
                  groups.stream()
                      .collect(Collectors.toMap(g -> g, g -> new ListConsumerGroupOffsetsSpec())))
              .all()
              .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      Map<TopicPartition, OffsetSpec> read = new HashMap<>();
      committed.values().forEach(c -> c.keySet().forEach(p -> read.put(p, OffsetSpec.latest())));
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          admin.listOffsets(read).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      List<GroupLag> lags = new ArrayList<>();
      new TreeMap<>(committed)
          .forEach(
              (group, offsets) -> {
                ConsumerGroupDescription told = described.get(group);
                int members = told == null ? 0 : told.members().size();
                lags.add(new GroupLag(group, members, lag(offsets, ends)));
              });
      return List.copyOf(lags);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownException(e);
    }
  }

  private static long lag(
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    long lag = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> one : offsets.entrySet()) {
      ListOffsetsResultInfo end = ends.get(one.getKey());
      if (end != null && one.getValue() != null) {
        lag += Math.max(0, end.offset() - one.getValue().offset());
      }
    }
    return lag;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(2));
      admin = null;
    }
  }
}
