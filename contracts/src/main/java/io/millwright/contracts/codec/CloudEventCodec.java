package io.millwright.contracts.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.millwright.contracts.asset.AssetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Events that leave the platform for people's systems: CloudEvents 1.0, structured JSON. The
 * envelope's id is the event's own deterministic id, so that it serves consumers as idempotency
 * key. Thread-safe.
 *
 * @param <T> the record type of the data
 */
public final class CloudEventCodec<T extends Record> {
  /** Header of a structured event, by the Kafka protocol binding of CloudEvents 1.0.2, 3.3.1. */
  public static final Header STRUCTURED =
      new RecordHeader(
          "content-type",
          "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));

  private static final URI SOURCE = URI.create("/millwright");
  private static final JsonFormat FORMAT = new JsonFormat();

  /**
   * JSON as every public event and the console's API write it: ISO-8601 times, unknown fields
   * ignored on reading.
   */
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(AssetId.class, new AssetIdJson.Writer())
                  .addDeserializer(AssetId.class, new AssetIdJson.Reader()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Class<T> type;
  private final String schema;
  private final String eventType;
  private final Function<T, String> id;
  private final Function<T, String> subject;
  private final Function<T, Instant> time;

  /**
   * @param type class of the data
   * @param name of the event in {@code io.millwright.<name>.v1}; also names its JSON Schema
   * @param id deterministic identity of an event
   * @param subject what it is about: the asset's id, or a scope of the plant
   * @param time event time
   */
  public CloudEventCodec(
      Class<T> type,
      String name,
      Function<T, String> id,
      Function<T, String> subject,
      Function<T, Instant> time) {
    this.type = type;
    this.schema = "/jsonschema/v1/" + name + ".schema.json";
    this.eventType = "io.millwright." + name + ".v1";
    this.id = id;
    this.subject = subject;
    this.time = time;
  }

  /** CloudEvents type, for example {@code io.millwright.alarm.v1}. */
  public String eventType() {
    return eventType;
  }

  /** Resource of its JSON Schema. */
  public String schema() {
    return schema;
  }

  /** Encodes the event with its envelope. */
  public byte[] encode(T value) {
    try {
      CloudEvent event =
          CloudEventBuilder.v1()
              .withId(id.apply(value))
              .withSource(SOURCE)
              .withType(eventType)
              .withSubject(subject.apply(value))
              .withTime(time.apply(value).atOffset(ZoneOffset.UTC))
              .withDataContentType("application/json")
              .withData(BytesCloudEventData.wrap(JSON.writeValueAsBytes(value)))
              .build();
      return FORMAT.serialize(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Decodes the data of an event.
   *
   * @throws UndecodableException if it is not a CloudEvent of this type
   */
  public T decode(byte[] bytes) {
    try {
      CloudEvent event = FORMAT.deserialize(bytes);
      if (!eventType.equals(event.getType()) || event.getData() == null) {
        throw new UndecodableException(type, "CloudEvent of type " + event.getType());
      }
      return JSON.readValue(event.getData().toBytes(), type);
    } catch (IOException | RuntimeException e) {
      if (e instanceof UndecodableException u) {
        throw u;
      }
      throw new UndecodableException(type, String.valueOf(e.getMessage()), e);
    }
  }
}
