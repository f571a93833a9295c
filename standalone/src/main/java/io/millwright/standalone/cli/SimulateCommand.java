package io.millwright.standalone.cli;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.IngestTotals;
import io.millwright.ingest.Pace;
import io.millwright.ingest.ReplayProgress;
import io.millwright.ingest.TelemetryOutlet;
import io.millwright.ingest.TelemetryPublisher;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.ingest.simulation.DeclaredMachine;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}. */
@Command(
    name = "simulate",
    description = {
      "Send plausible scans of a declared machine, marked as simulated, until interrupted:",
      "to see that a declaration works before its sensors do."
    })
final class SimulateCommand extends BrokerCommand {
  @Option(names = "--asset", required = true, paramLabel = "ID", description = "The machine.")
  @SuppressWarnings("NullAway.Init")
  private String asset;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "PT10S",
      description = "Event time between scans (${DEFAULT-VALUE}).")
  private Duration every = Duration.ofSeconds(10);

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "Seconds of event time a second, or max, which needs --scans (1).")
  private String speed = "1";

  @Option(names = "--scans", paramLabel = "N", description = "End after so many scans.")
  private @Nullable Long scans;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Event time of the first scan, for example 2026-01-31T12:00:00Z (now).")
  private @Nullable Instant from;

  @Option(names = "--seed", defaultValue = "1", description = "Of the noise (${DEFAULT-VALUE}).")
  private long seed = 1;

  SimulateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    Pace pace = pace();
    if (scans != null && scans < 1) {
      throw new WrongInputException("--scans must be 1 or more, is " + scans);
    }
    if (pace.equals(Pace.MAX) && scans == null) {
      throw new WrongInputException("--speed max never ends without --scans");
    }
    AssetId id = id();
    KafkaSettings settings = kafka();
    try (StopSignal stop = new StopSignal();
        TopicSender sender = new TopicSender(settings);
        Metrics metrics = new Metrics();
        DeclaredMachine machine = machine(declared(id, settings, sender))) {
      terminal.say("sending scans of %s, marked as simulated".formatted(id));
      IngestTotals totals =
          new TelemetryPublisher(TelemetryOutlet.to(sender), metrics, Clock.systemUTC())
              .publish(machine, pace, ReplayProgress.none(), stop::isAsked);
      terminal.say("%d scans sent".formatted(totals.scansAccepted()));
    }
    return 0;
  }

  private DeclaredMachine machine(Asset declared) {
    Instant begin = from == null ? Instant.now().truncatedTo(ChronoUnit.MICROS) : from;
    try {
      return new DeclaredMachine(
          declared, begin, every, scans == null ? Integer.MAX_VALUE : scans, seed);
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(String.valueOf(e.getMessage()));
    }
  }

  private static Asset declared(AssetId id, KafkaSettings settings, TopicSender sender) {
    Asset declared = new PlantPublisher(settings, sender).published().get(id);
    if (declared == null) {
      throw new WrongInputException(
          "no machine '" + id + "' is declared; add it in the console or with plant apply");
    }
    return declared;
  }

  private AssetId id() {
    try {
      return new AssetId(asset);
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(String.valueOf(e.getMessage()));
    }
  }

  private Pace pace() {
    try {
      return Pace.parse(speed);
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(String.valueOf(e.getMessage()));
    }
  }
}
