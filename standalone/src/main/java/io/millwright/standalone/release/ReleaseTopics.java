package io.millwright.standalone.release;

import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.BundleChunk;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.models.release.BundleChunks;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of releases. Bundles are stored before the release that names them, so that whoever
 * reads a release finds its bundle. Two that change releases at the same moment both succeed, and
 * the later word counts.
 */
public final class ReleaseTopics {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseTopics.class);

  private final KafkaSettings kafka;

  /** At these brokers. */
  public ReleaseTopics(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Everything that was released, as of now. A record that cannot be read is stepped over. */
  public ReleaseLog log() {
    try (TopicReader<String, ModelRelease> reader =
        new TopicReader<>(kafka, Topics.MODELS, ReleaseTopics::tell)) {
      return new ReleaseLog(reader.valuesToEnd());
    }
  }

  private static void tell(RuntimeException why) {
    LOG.atWarn()
        .addKeyValue("error", why.getMessage())
        .log("A release cannot be read and is stepped over");
  }

  /**
   * Stores a bundle. Sending it again changes nothing: its pieces have its digest as their key.
   *
   * @throws io.millwright.runtime.kafka.KafkaFailure if it is not stored
   */
  public void send(byte[] bundle) {
    try (TopicSender sender = new TopicSender(kafka)) {
      for (BundleChunk chunk : BundleChunks.of(bundle)) {
        sender.send(Topics.MODEL_BUNDLES, BundleChunks.key(chunk), chunk);
      }
      sender.flush();
    }
  }

  /**
   * Stores changes in their order, each before the next, and who made them.
   *
   * @param action for the audit, such as {@code PROMOTE_MODEL}
   * @throws io.millwright.runtime.kafka.KafkaFailure if they are not all stored
   */
  public void send(String action, List<ModelRelease> changes, Because because, String roles) {
    try (TopicSender sender = new TopicSender(kafka)) {
      sender.send(
          Topics.AUDIT,
          because.actor(),
          new AuditEntry(
              UUID.randomUUID().toString(),
              because.at(),
              because.actor(),
              roles,
              action,
              changes.get(0).key(),
              because.reason(),
              true));
      for (ModelRelease change : changes) {
        sender.send(Topics.MODELS, change.key(), change);
        sender.flush();
      }
    }
  }
}
