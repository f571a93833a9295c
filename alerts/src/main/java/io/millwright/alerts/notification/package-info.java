/**
 * Who is told what, and when: decided by pure rules with the time passed in. Entry point: {@link
 * io.millwright.alerts.notification.NotificationDesk}.
 */
@NullMarked
package io.millwright.alerts.notification;

import org.jspecify.annotations.NullMarked;
