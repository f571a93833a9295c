package io.millwright.ingest.plant;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import java.util.Map;

/** Brings a plant to the assets topic, which keeps the newest declaration of each asset. */
public final class PlantPublisher {
  private final KafkaSettings kafka;
  private final TopicSender sender;

  /**
   * @param sender stays the caller's to close
   */
  public PlantPublisher(KafkaSettings kafka, TopicSender sender) {
    this.kafka = kafka;
    this.sender = sender;
  }

  /** The assets that are published now. */
  public Map<AssetId, Asset> published() {
    try (TopicReader<AssetId, Asset> reader = new TopicReader<>(kafka, Topics.ASSETS)) {
      return reader.newestToEnd();
    }
  }

  /** What {@link #apply} would change; changes nothing. */
  public PlantDiff diff(Plant plant) {
    return PlantDiff.between(published(), plant);
  }

  /**
   * Publishes what is new or changed; all of it is stored when this returns.
   *
   * @param removeMissing whether assets that the plant no longer declares are removed
   * @return what was there before, compared with the plant
   */
  public PlantDiff apply(Plant plant, boolean removeMissing) {
    PlantDiff diff = diff(plant);
    diff.added().forEach(asset -> sender.send(Topics.ASSETS, asset.id(), asset));
    diff.changed().forEach(asset -> sender.send(Topics.ASSETS, asset.id(), asset));
    if (removeMissing) {
      diff.missing().forEach(id -> sender.send(Topics.ASSETS, id, null));
    }
    sender.flush();
    return diff;
  }
}
