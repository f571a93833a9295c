/**
 * Brings notifications to mail servers and webhooks. Entry point: {@link
 * io.millwright.alerts.notification.delivery.NotificationSender}.
 */
@NullMarked
package io.millwright.alerts.notification.delivery;

import org.jspecify.annotations.NullMarked;
