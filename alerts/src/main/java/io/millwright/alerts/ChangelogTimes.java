package io.millwright.alerts;

import io.millwright.runtime.kafka.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Changelogs that were made before their times were the broker's own are corrected at start. */
final class ChangelogTimes {
  static final String BY_THE_BROKER = "LogAppendTime";

  private ChangelogTimes() {}

  /**
   * Corrects those of an application that exist.
   *
   * @throws IllegalStateException if the broker refuses or does not answer
   */
  static void correct(KafkaSettings kafka, String applicationId) {
    try (Admin admin = Admin.create(kafka.admin())) {
      List<String> changelogs =
          admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
              .filter(t -> t.startsWith(applicationId + "-") && t.endsWith("-changelog"))
              .toList();
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      for (String topic : changelogs) {
        changes.put(
            new ConfigResource(ConfigResource.Type.TOPIC, topic),
            List.of(
                new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BY_THE_BROKER),
                    AlterConfigOp.OpType.SET)));
      }
      if (!changes.isEmpty()) {
        admin.incrementalAlterConfigs(changes).all().get(30, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("changelogs cannot be corrected", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while correcting changelogs", e);
    }
  }
}
