/**
 * History of readings, assessments and advisories in a time-series store. Entry points: {@link
 * io.millwright.dashboards.history.HistoryStore}, the port with its two adapters, and {@link
 * io.millwright.dashboards.history.HistoryRecorder}, which fills it from Kafka.
 */
@NullMarked
package io.millwright.dashboards.history;

import org.jspecify.annotations.NullMarked;
