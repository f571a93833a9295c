package io.millwright.standalone;

import io.millwright.alerts.AlertsConfig;
import io.millwright.alerts.cmms.CmmsConfig;
import io.millwright.dashboards.console.ConsoleSettings;
import io.millwright.dashboards.history.BlockSettings;
import io.millwright.dashboards.history.HistorySettings;
import io.millwright.dashboards.history.InfluxSettings;
import io.millwright.dashboards.history.RecorderSettings;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.Default;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of {@code millwright run}.
 *
 * @param dataDirectory where everything is kept; made if it is missing
 * @param kafkaPort of the embedded broker, on the loopback interface; 0 takes a free one
 * @param console where people reach it
 * @param tokens file of token hashes; without one, a one-time token is printed at start
 * @param plant the plant.yaml that is published at start; null leaves what is published
 * @param models files of model bundles by equipment class, at most one of each kind; {@code *} for
 *     every other class. They are released as LIVE where nothing was released yet; releases win
 * @param parallelism tasks of the stream processor, and partitions of topics made now
 * @param checkpointEvery time between checkpoints: what a restart repeats at most
 * @param stallAfter how long scans may wait for an assessment before the process is unhealthy
 * @param alerts rules of alarms, cases and orders
 * @param cmms the maintenance system that work orders go to; null for none
 * @param recorder how history is written
 * @param blocks which frames of vibration and sound it keeps
 * @param history how long it is kept
 * @param influx a real InfluxDB for the history; null for the embedded store
 * @param metricsEvery how often the platform's own meters are written to that InfluxDB
 * @param sources recordings that are played at start
 */
public record StandaloneConfig(
    Path dataDirectory,
    @Default("9092") int kafkaPort,
    ConsoleSettings console,
    @Nullable Path tokens,
    @Nullable Path plant,
    Map<String, List<Path>> models,
    @Default("2") int parallelism,
    @Default("2s") Duration checkpointEvery,
    @Default("30s") Duration stallAfter,
    AlertsConfig alerts,
    @Nullable CmmsConfig cmms,
    RecorderSettings recorder,
    BlockSettings blocks,
    HistorySettings history,
    @Nullable InfluxSettings influx,
    @Default("30s") Duration metricsEvery,
    List<SourceConfig> sources) {

  public StandaloneConfig {
    models = Map.copyOf(models);
    sources = List.copyOf(sources);
    if (kafkaPort < 0 || kafkaPort > 65535) {
      throw new IllegalArgumentException("kafkaPort must be 0 to 65535, is " + kafkaPort);
    }
    if (parallelism < 1 || parallelism > 64) {
      throw new IllegalArgumentException("parallelism must be 1 to 64, is " + parallelism);
    }
    if (checkpointEvery.toMillis() < 100) {
      throw new IllegalArgumentException("checkpointEvery must be 100ms or more");
    }
  }

  /**
   * A recording.
   *
   * @param format of the files
   * @param files or directories
   * @param description of CSV columns; null takes the one beside each file
   * @param speed {@code max}, or seconds of the recording a second
   */
  public record SourceConfig(
      SourceFormat format,
      List<Path> files,
      @Nullable Path description,
      @Default("max") String speed) {
    public SourceConfig {
      files = List.copyOf(files);
      if (files.isEmpty()) {
        throw new IllegalArgumentException("files must name at least one file");
      }
    }
  }

  /**
   * All defaults on free ports, raising for these origins, for a run that a command starts; its
   * history is kept for ever, because what it plays may be old.
   */
  public static StandaloneConfig of(Path dataDirectory, int consolePort, List<String> raiseFor) {
    return Configuration.parse(
        """
        dataDirectory: '%s'
        kafkaPort: 0
        console: {port: %d}
        blocks: {interval: 1m}
        alerts: {rules: {raiseFor: %s}}
        history: {retention: {raw: P0D, minute: P0D, hour: P0D, events: P0D, blocks: P0D}}
        """
            .formatted(dataDirectory.toString().replace("'", "''"), consolePort, raiseFor),
        StandaloneConfig.class);
  }

  /** A commented file in which everything optional is commented out or stands at its default. */
  public static String example() {
    try (InputStream file = StandaloneConfig.class.getResourceAsStream("run-example.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
