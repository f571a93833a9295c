package io.millwright.runtime.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into records. Keys are the names of the components; an unknown or repeated key is
 * refused. An absent component takes its {@link Default}; without one it is null if it is
 * {@code @Nullable}, empty if it is a collection, built from its own defaults if it is a record,
 * and a failure otherwise. Checks of values stand in the records' compact constructors.
 *
 * <p>A text may hold {@code ${env:NAME}} (environment variable) and {@code ${file:/path}} (contents
 * of a file without the final line break): this is how secrets come in.
 */
public final class Configuration {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private Configuration() {}

  /**
   * Reads a file.
   *
   * @throws InvalidConfigurationException naming every failure
   */
  public static <R extends Record> R load(Path file, Class<R> type) {
    try {
      return read(
          file.toString(), Files.readString(file), type, Configuration::environmentVariable);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigurationException(file.toString(), List.of("no such file"));
    } catch (IOException e) {
      throw new InvalidConfigurationException(
          file.toString(), List.of("cannot be read: " + e.getMessage()));
    }
  }

  /**
   * Reads a text.
   *
   * @throws InvalidConfigurationException naming every failure
   */
  public static <R extends Record> R parse(String yaml, Class<R> type) {
    return read("configuration", yaml, type, Configuration::environmentVariable);
  }

  static <R extends Record> R read(
      String source, String yaml, Class<R> type, UnaryOperator<@Nullable String> environment) {
    List<String> failures = new ArrayList<>();
    JsonNode tree;
    try {
      tree = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new InvalidConfigurationException(source, List.of(syntax(e)));
    }
    Object value = new RecordBinder(new Placeholders(environment), failures).bind(tree, type);
    if (!failures.isEmpty() || value == null) {
      throw new InvalidConfigurationException(source, failures);
    }
    return type.cast(value);
  }

  private static String syntax(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null ? "" : "line " + at.getLineNr() + ": ";
    return line + e.getOriginalMessage().lines().findFirst().orElse("not YAML");
  }

  private static @Nullable String environmentVariable(@Nullable String name) {
    return name == null ? null : System.getenv(name);
  }
}
