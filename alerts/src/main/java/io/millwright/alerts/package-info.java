/**
 * Alarms, cases and work orders from what the platform says of each asset, as a Kafka Streams
 * application. Entry point: {@link io.millwright.alerts.AlertsTopology}.
 */
@NullMarked
package io.millwright.alerts;

import org.jspecify.annotations.NullMarked;
