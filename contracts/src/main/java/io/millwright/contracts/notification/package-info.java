/**
 * What people are told, and on which channel. Entry point: {@link
 * io.millwright.contracts.notification.Notification}.
 */
@NullMarked
package io.millwright.contracts.notification;

import org.jspecify.annotations.NullMarked;
