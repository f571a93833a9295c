package io.millwright.alerts.notification.delivery;

import io.millwright.alerts.notification.delivery.Parcel.Outcome;
import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of messages. What was written is stored when {@link #flush} has returned;
 * only then may the offset behind it be committed. Owned by one thread.
 */
final class OutcomeLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);

  private final TopicSender sender;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Runnable dead;

  /**
   * @param dead told when something could not be delivered
   */
  OutcomeLog(KafkaSettings kafka, Metrics metrics, InstantSource clock, Runnable dead) {
    this.sender = new TopicSender(kafka);
    this.metrics = metrics;
    this.clock = clock;
    this.dead = dead;
  }

  /** A server has it, or it was given up. */
  void tell(Outcome o) {
    Notification n = o.parcel().notification;
    audit(
        o.parcel(),
        NotificationSender.NOTIFY,
        "%s %s, %d %s: %s"
            .formatted(
                o.delivered() ? "delivered" : "NOT delivered",
                whereto(n),
                o.attempts(),
                o.attempts() == 1 ? "attempt" : "attempts",
                o.words()),
        o.delivered());
    if (o.delivered()) {
      metrics.counter(NotificationMeter.DELIVERED, "channel", n.channel().name()).increment();
      return;
    }
    bury(n);
    LOG.atError()
        .addKeyValue("notification", n.id())
        .addKeyValue("recipient", n.recipient())
        .addKeyValue("channel", n.channel())
        .addKeyValue("error", o.words())
        .log("notification could not be delivered");
  }

  /**
   * It was too old when it was read, and was not tried.
   *
   * @param maybeTold whether it may have been delivered before: offsets were lost, or the group is
   *     new. It is no dead letter then
   */
  void setAside(Parcel parcel, String why, boolean maybeTold) {
    Notification n = parcel.notification;
    if (maybeTold) {
      metrics.counter(NotificationMeter.SKIPPED, "channel", n.channel().name()).increment();
      String words = why + "; before that nobody noted whether it was delivered";
      audit(parcel, NotificationSender.SKIP, "not tried " + whereto(n) + ": " + words, false);
    } else {
      audit(parcel, NotificationSender.NOTIFY, "NOT delivered " + whereto(n) + ": " + why, false);
      bury(n);
    }
  }

  private void bury(Notification n) {
    sender.send(Topics.UNDELIVERED_NOTIFICATIONS, n.recipient(), n);
    metrics.counter(NotificationMeter.DEAD, "channel", n.channel().name()).increment();
    dead.run();
  }

  /** Bad data: whole and with its reason where all that cannot be read goes. */
  void reject(ConsumerRecord<byte[], byte[]> record, String why) {
    metrics.counter(NotificationMeter.DEAD, "channel", "UNREADABLE").increment();
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    LOG.atWarn()
        .addKeyValue("source", source)
        .addKeyValue("error", why)
        .log("record is no notification, it goes to the rejected topic");
    sender.send(
        Topics.REJECTED,
        source,
        RejectedTelemetry.unreadable(source, null, clock.instant(), why, record.value()));
  }

  private void audit(Parcel parcel, String action, String reason, boolean allowed) {
    Notification n = parcel.notification;
    sender.send(
        Topics.AUDIT,
        "millwright",
        new AuditEntry(
            (action.equals(NotificationSender.NOTIFY) ? "" : action + " ")
                + n.id()
                + "@"
                + parcel.partition.partition()
                + "-"
                + parcel.offset,
            clock.instant(),
            "millwright",
            "",
            action,
            n.id(),
            reason,
            allowed));
  }

  private static String whereto(Notification n) {
    return "%s to %s (%s)".formatted(n.channel(), n.recipient(), n.address());
  }

  /**
   * Everything that was written before is stored when this returns.
   *
   * @throws io.millwright.runtime.kafka.KafkaFailure if something is not
   */
  void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }
}
