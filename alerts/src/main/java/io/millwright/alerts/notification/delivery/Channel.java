package io.millwright.alerts.notification.delivery;

import io.millwright.contracts.notification.Notification;

/** A way to people. Implementations are thread-safe and answer within their declared time-outs. */
public interface Channel {
  /** Delivers a message once; throws nothing but what is a programming error. */
  Answer deliver(Notification notification);
}
