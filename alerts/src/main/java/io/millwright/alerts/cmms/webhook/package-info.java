/**
 * Work orders as CloudEvents over HTTP, for whatever has no connector of its own. Entry point:
 * {@link io.millwright.alerts.cmms.webhook.WebhookCmms}.
 */
@NullMarked
package io.millwright.alerts.cmms.webhook;

import org.jspecify.annotations.NullMarked;
