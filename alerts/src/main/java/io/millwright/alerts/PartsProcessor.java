package io.millwright.alerts;

import io.millwright.alerts.parts.AssetOutlook;
import io.millwright.alerts.parts.PartLedger;
import io.millwright.alerts.parts.PartsDesk;
import io.millwright.alerts.parts.PartsOutlet;
import io.millwright.alerts.parts.PartsRule;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk for spare parts among those of the plant. Decoded state lives in the desk beside the
 * stores, which see every change at once; a revived task starts with what the stores hold.
 * Reservations are told with the record that makes them, advice by the wall clock.
 */
final class PartsProcessor
    implements Processor<AssetId, @Nullable Object, Object, Object>, PartsOutlet {
  private static final Logger LOG = LoggerFactory.getLogger(PartsProcessor.class);

  static final String OUTLOOKS = "part-outlooks";
  static final String LEDGERS = "part-ledgers";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Alarms wait while advice is calculated, on the same thread. */
  private static final int PARTS_A_LOOK = 1;

  private final PartsRule rule;
  private final AlertsCounters counters;
  private @Nullable PartsDesk desk;
  private ProcessorContext<Object, Object> context;
  private KeyValueStore<AssetId, AssetOutlook> outlooks;
  private KeyValueStore<String, PartLedger> ledgers;
  private KeyValueStore<AssetId, Asset> assets;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  PartsProcessor(PartsRule rule, AlertsCounters counters) {
    this.rule = rule;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> given) {
    context = given;
    outlooks = given.getStateStore(PartsProcessor.OUTLOOKS);
    ledgers = given.getStateStore(PartsProcessor.LEDGERS);
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
    desk = null;
    given.schedule(
        LOOK_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        time -> desk().renew(Instant.ofEpochMilli(time), PARTS_A_LOOK));
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    try {
      desk().hear(record.key(), record.value(), now);
    } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
      stepOver(record.key().value(), e);
    }
  }

  private PartsDesk desk() {
    PartsDesk known = desk;
    if (known == null) {
      known = new PartsDesk(rule, this);
      try (KeyValueIterator<String, PartLedger> all = ledgers.all()) {
        while (all.hasNext()) {
          known.restore(all.next().value);
        }
      }
      try (KeyValueIterator<AssetId, AssetOutlook> all = outlooks.all()) {
        while (all.hasNext()) {
          KeyValue<AssetId, AssetOutlook> entry = all.next();
          known.restore(entry.key, entry.value);
        }
      }
      try (KeyValueIterator<AssetId, Asset> all = assets.all()) {
        while (all.hasNext()) {
          known.restore(all.next().value);
        }
      }
      desk = known;
    }
    return known;
  }

  @Override
  public void keep(AssetId id, AssetOutlook outlook) {
    outlooks.put(id, outlook.equals(AssetOutlook.UNKNOWN) ? null : outlook);
  }

  @Override
  public void keep(PartLedger ledger) {
    ledgers.put(ledger.partNumber(), ledger);
  }

  @Override
  public void forget(String partNumber) {
    ledgers.delete(partNumber);
    forward(Topics.SPARE_ADVICE, partNumber, null);
  }

  @Override
  public void tell(PartReservation reservation) {
    forward(Topics.PART_RESERVATIONS, reservation.reservationId(), reservation);
  }

  @Override
  public void stepOver(String what, RuntimeException why) {
    counters.undecodable();
    LOG.atWarn()
        .addKeyValue("about", what)
        .addKeyValue("error", why.toString())
        .log("advice on spare parts steps over what it cannot calculate");
  }

  @Override
  public void tell(SpareAdvice advice) {
    forward(Topics.SPARE_ADVICE, advice.partNumber(), advice);
  }

  private void forward(Topic<String, ?> topic, String key, @Nullable Object value) {
    context.forward(
        new Record<>(key, value, context.currentSystemTimeMs()), AlertsTopology.sink(topic));
  }
}
