package io.millwright.alerts;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.plant.PlantRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the copies, keeps the declarations of all assets for the desks, and hands each record on to
 * them: an {@code Asset} (null when it is taken back), an {@code Assessment} with news of remaining
 * life, a {@code MachineEvent}, a {@code MaintenanceReport}, an {@code AlarmEvent}, an {@code
 * Advisory}, a {@code WorkOrder} or an {@code EnergyUse}. The time of a record is the wall clock.
 */
final class PlantProcessor implements Processor<String, PlantRecord, AssetId, @Nullable Object> {
  private static final Logger LOG = LoggerFactory.getLogger(PlantProcessor.class);

  private final AlertsCounters counters;
  private final PlantCopies copies = new PlantCopies();
  private ProcessorContext<AssetId, @Nullable Object> context;
  private KeyValueStore<AssetId, Asset> assets;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  PlantProcessor(AlertsCounters counters) {
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<AssetId, @Nullable Object> given) {
    context = given;
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
  }

  @Override
  public void process(Record<String, PlantRecord> record) {
    PlantRecord copy = record.value();
    if (copy == null) {
      counters.undecodable();
      return;
    }
    Object value;
    try {
      value = copies.read(copy);
    } catch (UndecodableException e) {
      counters.undecodable();
      LOG.atWarn()
          .addKeyValue("topic", copy.topic())
          .addKeyValue("assetId", copy.assetId())
          .addKeyValue("error", e.getMessage())
          .log("copy for the plant is stepped over");
      return;
    }
    if (value instanceof Asset asset) {
      assets.put(asset.id(), asset);
    } else if (value == null) {
      assets.delete(copy.assetId());
    }
    context.forward(
        new Record<>(copy.assetId(), value, context.currentSystemTimeMs(), record.headers()));
  }
}
