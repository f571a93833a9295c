package io.millwright.alerts.notification.delivery;

import io.millwright.contracts.notification.Notification;
import org.apache.kafka.common.TopicPartition;

/** A notification on its way, and where it stands in the log. */
final class Parcel {
  final TopicPartition partition;
  final long offset;
  final Notification notification;

  /** How often it was tried; its lane's. */
  int attempts;

  private volatile boolean cancelled;

  Parcel(TopicPartition partition, long offset, Notification notification) {
    this.partition = partition;
    this.offset = offset;
    this.notification = notification;
  }

  /** It is another's to deliver from now on. */
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /**
   * How it ended.
   *
   * @param attempts how often it was tried
   * @param delivered whether a server has it
   * @param words of the server, or why not
   */
  record Outcome(Parcel parcel, int attempts, boolean delivered, String words) {}
}
