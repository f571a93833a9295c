package io.millwright.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bad data: a record that cannot be read goes to the rejected topic, whole and with its reason, in
 * the same transaction that steps over it. An action or report is answered besides, under its own
 * id if that much can be read, else under where it stands.
 */
public final class UndecodableRecords implements DeserializationExceptionHandler {
  /** Configuration key under which {@link AlertsApplication} hands in its counters. */
  static final String COUNTERS = "millwright.alerts.counters";

  /** Somebody waits for an answer to these. */
  private static final Set<String> ANSWERED =
      Set.of(Topics.OPERATOR_ACTIONS.name(), Topics.MAINTENANCE_REPORTS.name());

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
    RejectedTelemetry rejected =
        RejectedTelemetry.unreadable(
            source,
            record.key(),
            Instant.now(),
            String.valueOf(exception.getMessage()),
            record.value());
    List<ProducerRecord<byte[], byte[]>> told = new ArrayList<>(2);
    told.add(record(Topics.REJECTED, source, rejected));
    if (ANSWERED.contains(record.topic())) {
      String request = requestId(record.value());
      told.add(
          record(
              Topics.COMMAND_STATUS,
              request.isEmpty() ? source : request,
              new CommandStatus(
                  request.isEmpty() ? source : request,
                  rejected.rejectedAt(),
                  CommandStatus.Outcome.REFUSED,
                  "cannot be read: " + rejected.detail())));
    }
    return Response.resume(told);
  }

  /** The id that whoever sent it waits for, if so much can be read; else empty. */
  private static String requestId(byte @Nullable [] value) {
    try {
      JsonNode event = CloudEventCodec.JSON.readTree(value == null ? new byte[0] : value);
      return event.path("data").path("id").asText(event.path("id").asText(""));
    } catch (IOException e) {
      return "";
    }
  }

  private static <K, V> ProducerRecord<byte[], byte[]> record(Topic<K, V> topic, K key, V value) {
    return new ProducerRecord<>(
        topic.name(), topic.keyCodec().get().encode(key), topic.valueCodec().get().encode(value));
  }
}
