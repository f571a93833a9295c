package io.millwright.standalone.release;

import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.RefusedReleaseException;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.models.release.Sha256;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.flink.KafkaBundles;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together what a process is configured with and what has been released. A configured model
 * is released as LIVE where nothing ever was; everywhere else the topic wins, so that a roll-back
 * outlives a restart.
 */
public final class ConfiguredModels {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredModels.class);
  private static final String ACTOR = "configuration";

  private final ReleaseTopics topics;
  private final KafkaBundles bundles;
  private final InstantSource clock;

  /** At these brokers. */
  public ConfiguredModels(KafkaSettings kafka, InstantSource clock) {
    topics = new ReleaseTopics(kafka);
    bundles = new KafkaBundles(kafka);
    this.clock = clock;
  }

  /**
   * Releases what is new.
   *
   * @return the models that serve, by class: a job that begins with them needs no release to be
   *     right from its first scan
   */
  public List<ModelBinding> release(List<ModelBinding> configured) {
    ReleaseLog log = topics.log();
    List<ModelBinding> serving = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (ModelBinding binding : configured) {
      BundleManifest manifest = ModelBundle.fromBytes(binding.bundle()).manifest();
      if (log.knows(manifest.kind(), binding.equipmentClass())) {
        continue;
      }
      log = log.with(publish(log, binding, ModelRole.LIVE, "configured at start"));
    }
    for (ModelRelease release : log.releases()) {
      ModelRelease live = log.serving(release.judges(), release.equipmentClass());
      if (live != null && places.add(release.judges() + " " + release.equipmentClass())) {
        binding(live).forEach(serving::add);
      }
    }
    sayWhatIsNotServed(configured, log);
    return serving;
  }

  /** Releases models that judge in the dark, those that nobody has heard of yet. */
  public void releaseShadows(List<ModelBinding> shadows) {
    ReleaseLog log = topics.log();
    for (ModelBinding shadow : shadows) {
      String sha256 = Sha256.hex(shadow.bundle());
      boolean known = log.releases().stream().anyMatch(r -> r.sha256().equals(sha256));
      if (!known) {
        log = log.with(publish(log, shadow, ModelRole.SHADOW, "a second version, for comparison"));
      }
    }
  }

  private List<ModelRelease> publish(
      ReleaseLog log, ModelBinding binding, ModelRole role, String reason) {
    BundleManifest manifest = ModelBundle.fromBytes(binding.bundle()).manifest();
    String sha256 = Sha256.hex(binding.bundle());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Because because = new Because(ACTOR, reason, now);
    try {
      List<ModelRelease> changes =
          log.publish(manifest, sha256, role, binding.equipmentClass(), because, null);
      topics.send(binding.bundle());
      topics.send("PUBLISH_MODEL", changes, because, ACTOR);
      return changes;
    } catch (RefusedReleaseException e) {
      LOG.atWarn()
          .addKeyValue("modelId", manifest.modelId())
          .addKeyValue("modelVersion", manifest.version())
          .log("a configured model is not released: {}", e.getMessage());
      return List.of();
    }
  }

  private List<ModelBinding> binding(ModelRelease live) {
    try {
      return List.of(new ModelBinding(live.equipmentClass(), bundles.read(live.sha256())));
    } catch (InvalidBundleException | IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("modelId", live.modelId())
          .addKeyValue("modelVersion", live.version())
          .log("the released model cannot be loaded: {}", e.getMessage());
      return List.of();
    }
  }

  private static void sayWhatIsNotServed(List<ModelBinding> configured, ReleaseLog log) {
    for (ModelBinding binding : configured) {
      BundleManifest manifest = ModelBundle.fromBytes(binding.bundle()).manifest();
      ModelRelease live = log.serving(manifest.kind(), binding.equipmentClass());
      if (live == null || !live.version().equals(manifest.version())) {
        LOG.atInfo()
            .addKeyValue("equipmentClass", binding.equipmentClass())
            .addKeyValue("configured", manifest.version())
            .addKeyValue("released", live == null ? "none" : live.version())
            .log("releases win over the configuration: its model does not serve");
      }
    }
  }
}
