package io.millwright.alerts;

import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * By which Kafka Streams picks the next record among the topics of a partition: event time, so that
 * a replay interleaves them as they happened; declarations before all, so that an asset is known
 * when it is judged. Never negative: such records would be dropped silently.
 */
final class EventTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    Object value = record.value();
    if (value instanceof Assessment a) {
      return millis(a.time());
    } else if (value instanceof ScalarScan s) {
      return millis(s.time());
    } else if (value instanceof MachineEvent e) {
      return millis(e.time());
    } else if (value instanceof OperatorAction a) {
      return millis(a.time());
    } else if (value instanceof MaintenanceReport r) {
      return millis(r.time());
    } else if (value == null || value instanceof Asset) {
      return 0;
    }
    return Math.max(0, record.timestamp());
  }

  private static long millis(Instant time) {
    long seconds = Math.max(0, time.getEpochSecond());
    return seconds > Long.MAX_VALUE / 2000
        ? Long.MAX_VALUE / 2
        : seconds * 1000 + time.getNano() / 1_000_000;
  }
}
