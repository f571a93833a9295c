package io.millwright.alerts;

import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.TelemetryBounds;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * By which Kafka Streams picks the next record among the topics of a partition: event time, so that
 * a replay interleaves them as they happened; declarations before all, so that an asset is known
 * when it is judged. Never negative: such records would be dropped silently.
 *
 * <p>A time that cannot be, because it is {@linkplain TelemetryBounds#latest later} than when the
 * broker got the record, is not taken: the record is ordered by when it came, and thereby known as
 * {@linkplain #isAhead ahead}. The broker's time stands in the log, so a replay of the log judges
 * the same again.
 */
final class EventTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long arrived = Math.max(0, record.timestamp());
    Object value = record.value();
    if (value instanceof Assessment a) {
      return possible(a.time(), a.origin(), arrived);
    } else if (value instanceof ScalarScan s) {
      return possible(s.time(), s.origin(), arrived);
    } else if (value instanceof MachineEvent e) {
      return possible(e.time(), e.origin(), arrived);
    } else if (value instanceof OperatorAction a) {
      return possible(a.time(), Origin.MEASURED, arrived);
    } else if (value instanceof MaintenanceReport r) {
      return possible(r.time(), Origin.MEASURED, arrived);
    } else if (value == null || value instanceof Asset) {
      return 0;
    }
    return arrived;
  }

  /**
   * Whether the time of a record was not taken.
   *
   * @param taken what was taken
   */
  static boolean isAhead(Instant time, long taken) {
    return taken < millis(time);
  }

  private static long possible(Instant time, Origin origin, long arrived) {
    Instant latest = TelemetryBounds.latest(origin, Instant.ofEpochMilli(arrived));
    return time.isAfter(latest) ? arrived : millis(time);
  }

  private static long millis(Instant time) {
    long seconds = Math.max(0, time.getEpochSecond());
    return seconds > Long.MAX_VALUE / 2000
        ? Long.MAX_VALUE / 2
        : seconds * 1000 + time.getNano() / 1_000_000;
  }
}
