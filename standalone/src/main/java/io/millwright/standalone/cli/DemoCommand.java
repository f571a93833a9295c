package io.millwright.standalone.cli;

import io.millwright.ingest.simulation.PlantSimulation;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.standalone.Standalone;
import io.millwright.standalone.StandaloneConfig;
import io.millwright.standalone.Workload;
import io.millwright.standalone.demo.Narrator;
import io.millwright.standalone.demo.SimulatedPlantModels;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.flow.Quiescence;
import io.millwright.streams.assess.ModelBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Run everything on a simulated plant whose time flies: a second is 6 hours.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration FIRST_WITHIN = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End so long after the first assessment (default: when interrupted).")
  private @Nullable Integer seconds;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "Of the console, on this machine only; 0 takes a free one (${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--data-dir",
      paramLabel = "D",
      description = "Keep everything here and go on from what is there (default: a temporary one).")
  private @Nullable Path dataDirectory;

  @Option(names = "--seed", defaultValue = "1", description = "Of the plant (${DEFAULT-VALUE}).")
  private long seed = 1;

  /** The shadow is trained after the models that the platform waits for. */
  private Workload workload() {
    CompletableFuture<List<ModelBinding>> models =
        CompletableFuture.supplyAsync(() -> SimulatedPlantModels.train(seed));
    return new Workload(
        models,
        true,
        models.thenApplyAsync(trained -> SimulatedPlantModels.trainShadows(seed)),
        null,
        List.of(new Workload.Playing(PlantSimulation.endless(seed), PlantSimulation.DEMO_PACE)));
  }

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (seconds != null && seconds < 1) {
      throw new WrongInputException("--seconds must be 1 or more, is " + seconds);
    }
    AccessTokens tokens = new AccessTokens();
    try (StopSignal stop = new StopSignal();
        DataDirectory data =
            dataDirectory == null ? DataDirectory.temporary() : DataDirectory.open(dataDirectory);
        Standalone standalone =
            new Standalone(
                StandaloneConfig.of(data.root(), port, List.of("MEASURED", "SIMULATED")),
                data,
                workload(),
                tokens,
                Uptime.tellFirst(terminal))) {
      standalone.start();
      Greeting.say(terminal, standalone, tokens, true);
      if (!standalone.flow().awaitFirst(FIRST_WITHIN)) {
        throw new IllegalStateException("no assessment within " + FIRST_WITHIN.toSeconds() + " s");
      }
      try (Narrator narrator = new Narrator(standalone.kafka(), terminal::say)) {
        Duration end = Duration.ofSeconds(seconds == null ? Integer.MAX_VALUE : seconds);
        while (!stop.isAsked() && standalone.flow().sinceFirst().compareTo(end) < 0) {
          narrator.tellNews();
        }
        standalone.feeds().forEach(feed -> feed.close());
        try (Quiescence quiescence = standalone.quiescence()) {
          quiescence.await(PATIENCE, stop::isAsked);
        }
        narrator.tellRest();
        narrator.tellSummary();
      }
    }
    return 0;
  }
}
