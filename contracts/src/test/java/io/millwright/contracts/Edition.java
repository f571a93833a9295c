package io.millwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was once published of an event: its JSON Schema and an event as bytes. The files are never
 * rewritten; a field that comes later makes the next edition. Edition 1 is {@code alarm.json},
 * edition 2 {@code alarm.2.json} and so on.
 *
 * @param event name of the event
 * @param number from 1
 */
public record Edition(String event, int number) {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");

  /** All that are stored of an event, oldest first. */
  public static List<Edition> of(String event) {
    List<Edition> editions = new ArrayList<>();
    Edition next = new Edition(event, 1);
    while (Files.exists(next.schemaFile())) {
      editions.add(next);
      next = new Edition(event, next.number + 1);
    }
    return editions;
  }

  /** The schema as it was published. */
  public JsonNode schema() throws IOException {
    return CloudEventCodec.JSON.readTree(schemaFile().toFile());
  }

  /** The event as it was written. */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(eventFile());
  }

  /** Stores it; an event that is there already stays. */
  void store(byte[] schema, byte[] written) throws IOException {
    Files.createDirectories(schemaFile().getParent());
    Files.write(schemaFile(), schema);
    if (!Files.exists(eventFile())) {
      Files.write(eventFile(), written);
    }
  }

  private Path schemaFile() {
    return GOLDEN.resolve("jsonschema").resolve(event + suffix() + ".schema.json");
  }

  private Path eventFile() {
    return GOLDEN.resolve("json").resolve(event + suffix() + ".json");
  }

  private String suffix() {
    return number == 1 ? "" : "." + number;
  }
}
