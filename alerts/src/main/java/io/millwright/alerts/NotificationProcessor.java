package io.millwright.alerts;

import io.millwright.alerts.notification.FloodWindow;
import io.millwright.alerts.notification.Held;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.notification.NotificationDesk;
import io.millwright.alerts.notification.Shelf;
import io.millwright.alerts.notification.Standing;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what happens in the plant, and the time, to {@link NotificationDesk}. */
final class NotificationProcessor
    implements Processor<AssetId, @Nullable Object, String, Notification> {
  static final String NAME = "notification";
  static final String STANDINGS = "notification-standings";
  static final String HELD = "notification-held";
  static final String WINDOWS = "notification-windows";

  private static final Logger LOG = LoggerFactory.getLogger(NotificationProcessor.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final NotificationConfig config;
  private final AlertsCounters counters;
  private ProcessorContext<String, Notification> context;
  private KeyValueStore<AssetId, Asset> assets;
  private NotificationDesk desk;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  NotificationProcessor(NotificationConfig config, AlertsCounters counters) {
    this.config = config;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<String, Notification> given) {
    context = given;
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
    desk =
        new NotificationDesk(
            config,
            new StoreShelf<Standing>(given.getStateStore(STANDINGS)),
            new StoreShelf<Held>(given.getStateStore(HELD)),
            new StoreShelf<FloodWindow>(given.getStateStore(WINDOWS)));
    desk.forgetUndeclared()
        .forEach(
            (name, count) ->
                LOG.atWarn()
                    .addKeyValue("recipient", name)
                    .addKeyValue("notices", count)
                    .log("notices were kept for somebody who is declared no more"));
    given.schedule(
        TICK,
        PunctuationType.WALL_CLOCK_TIME,
        now -> send(() -> desk.tick(Instant.ofEpochMilli(now)), "time"));
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    send(
        () ->
            desk.take(
                assets.get(record.key()), record.value(), Instant.ofEpochMilli(record.timestamp())),
        record.key());
  }

  private void send(Supplier<List<Notification>> decision, Object about) {
    List<Notification> decided;
    try {
      decided = decision.get();
    } catch (KafkaException e) {
      throw e; // of a store: the task has to begin again
    } catch (RuntimeException e) {
      // Telling must not end the thread that everything else of the plant is decided on.
      counters.undecodable();
      LOG.atError().addKeyValue("about", about).setCause(e).log("nobody could be told");
      return;
    }
    for (Notification n : decided) {
      counters.notified(n);
      context.forward(
          new Record<>(n.recipient(), n, context.currentSystemTimeMs()),
          AlertsTopology.sink(Topics.NOTIFICATIONS));
    }
  }

  /** A store of Kafka Streams as a shelf. */
  private record StoreShelf<V>(KeyValueStore<String, V> store) implements Shelf<V> {
    @Override
    public Map<String, V> all() {
      Map<String, V> all = new HashMap<>();
      try (KeyValueIterator<String, V> entries = store.all()) {
        entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
      }
      return all;
    }

    @Override
    public void put(String key, V value) {
      store.put(key, value);
    }

    @Override
    public void delete(String key) {
      store.delete(key);
    }
  }
}
