package io.millwright.alerts;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bad data: a record that cannot be read goes to the rejected topic, whole and with its reason, in
 * the same transaction that steps over it.
 */
public final class UndecodableRecords implements DeserializationExceptionHandler {
  /** Configuration key under which {@link AlertsApplication} hands in its counters. */
  static final String COUNTERS = "millwright.alerts.counters";

  private static final Logger LOG = LoggerFactory.getLogger(UndecodableRecords.class);

  private @Nullable AlertsCounters counters;

  @Override
  public void configure(Map<String, ?> configs) {
    if (configs.get(COUNTERS) instanceof AlertsCounters c) {
      counters = c;
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (counters != null) {
      counters.undecodable();
    }
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    LOG.atWarn()
        .addKeyValue("source", source)
        .addKeyValue("error", exception.getMessage())
        .log("record cannot be read, it goes to the rejected topic");
    byte[] key = record.key() == null ? new byte[0] : record.key();
    RejectedTelemetry rejected =
        new RejectedTelemetry(
                source,
                new String(key, StandardCharsets.UTF_8),
                null,
                Instant.now(),
                Origin.UNKNOWN,
                RejectionReason.UNREADABLE,
                String.valueOf(exception.getMessage()),
                record.value() == null ? new byte[0] : record.value())
            .fitting();
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                Topics.REJECTED.name(),
                Topics.REJECTED.keyCodec().get().encode(source),
                Topics.REJECTED.valueCodec().get().encode(rejected))));
  }
}
