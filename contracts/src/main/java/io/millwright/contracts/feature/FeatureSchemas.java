package io.millwright.contracts.feature;

import io.millwright.contracts.asset.SignalKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of what frames are turned into: every schema that vectors of a frame name, once.
 * The names stand in {@code /features/<kind>-<version>.txt}, one a line; what they mean is told by
 * the extractor in {@code models.signal} that makes them. A changed meaning is a new schema, so
 * that vectors of the old one stay readable.
 */
public final class FeatureSchemas {
  /** Of a channel of a vibration frame. */
  public static final FeatureSchema VIBRATION = read("vibration/1");

  /** Of a channel of a frame of sound. */
  public static final FeatureSchema SOUND = read("sound/1");

  /** All, oldest first. */
  public static final List<FeatureSchema> ALL = List.of(VIBRATION, SOUND);

  private FeatureSchemas() {}

  /** The schema of that id. */
  public static Optional<FeatureSchema> find(String schemaId) {
    return ALL.stream().filter(schema -> schema.schemaId().equals(schemaId)).findFirst();
  }

  /** The schema that vectors of a kind have today. */
  public static Optional<FeatureSchema> of(SignalKind kind) {
    return switch (kind) {
      case VIBRATION -> Optional.of(VIBRATION);
      case SOUND -> Optional.of(SOUND);
      case OTHER -> Optional.empty();
    };
  }

  private static FeatureSchema read(String schemaId) {
    String path = "/features/" + schemaId.replace('/', '-') + ".txt";
    try (InputStream in = FeatureSchemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new FeatureSchema(schemaId, lines.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
