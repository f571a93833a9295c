package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.runtime.kafka.KafkaFailure;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to Kafka. A sender that has failed once fails for good, so the next wish gets a new one.
 */
final class KafkaCommandSink implements CommandSink {
  private final KafkaSettings kafka;
  private @Nullable TopicSender sender; // guarded by this

  KafkaCommandSink(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  public void act(OperatorAction action, AuditEntry audit) {
    send(
        to -> {
          to.send(Topics.AUDIT, audit.actor(), audit);
          to.send(Topics.OPERATOR_ACTIONS, action.assetId(), action);
        });
  }

  @Override
  public void suspend(ScopeAction action, AuditEntry audit) {
    send(
        to -> {
          to.send(Topics.AUDIT, audit.actor(), audit);
          to.send(Topics.OPERATOR_SCOPES, action.scope(), action);
        });
  }

  @Override
  public void report(MaintenanceReport report, AuditEntry audit) {
    send(
        to -> {
          to.send(Topics.AUDIT, audit.actor(), audit);
          to.send(Topics.MAINTENANCE_REPORTS, report.assetId(), report);
        });
  }

  @Override
  public void done(AuditEntry audit) {
    send(to -> to.send(Topics.AUDIT, audit.actor(), audit));
  }

  @Override
  public void release(List<ModelRelease> changes, AuditEntry audit) {
    send(
        to -> {
          to.send(Topics.AUDIT, audit.actor(), audit);
          for (ModelRelease change : changes) {
            to.send(Topics.MODELS, change.key(), change);
            to.flush();
          }
        });
  }

  @Override
  public void refused(AuditEntry audit) {
    send(to -> to.send(Topics.AUDIT, audit.actor(), audit));
  }

  private synchronized void send(Consumer<TopicSender> records) {
    TopicSender current = sender == null ? new TopicSender(kafka) : sender;
    sender = current;
    try {
      records.accept(current);
      current.flush();
    } catch (KafkaFailure e) {
      sender = null;
      current.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (sender != null) {
      sender.close();
      sender = null;
    }
  }
}
