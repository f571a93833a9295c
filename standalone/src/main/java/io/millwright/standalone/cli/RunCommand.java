package io.millwright.standalone.cli;

import io.millwright.ingest.Pace;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantFile;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.config.Configuration;
import io.millwright.standalone.Standalone;
import io.millwright.standalone.StandaloneConfig;
import io.millwright.standalone.Workload;
import io.millwright.standalone.Workload.Playing;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.streams.assess.ModelBinding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}. */
@Command(
    name = "run",
    description = "Run as a service until told to stop (SIGTERM): the standalone installation.")
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Choice choice;

  /** Run, or show how a configuration looks. */
  private static final class Choice {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration in YAML.")
    private @Nullable Path configuration;

    @Option(names = "--example", description = "Print a configuration with all defaults.")
    private boolean example;
  }

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Path configuration = choice.configuration;
    if (configuration == null) {
      terminal.say(StandaloneConfig.example().stripTrailing());
      return 0;
    }
    StandaloneConfig config = Configuration.load(configuration, StandaloneConfig.class);
    Plant plant = config.plant() == null ? null : PlantFile.read(config.plant());
    List<ModelBinding> models =
        ModelOptions.distinct(
            config.models().entrySet().stream()
                .flatMap(
                    m -> m.getValue().stream().map(file -> ModelOptions.binding(m.getKey(), file)))
                .toList());
    List<Playing> sources = config.sources().stream().map(RunCommand::playing).toList();
    AccessTokens tokens =
        config.tokens() == null ? new AccessTokens() : AccessTokens.load(config.tokens());
    Workload workload =
        new Workload(
            CompletableFuture.completedFuture(models), true, Workload.noShadows(), plant, sources);
    try (StopSignal stop = new StopSignal();
        DataDirectory data = DataDirectory.open(config.dataDirectory());
        Standalone standalone =
            new Standalone(config, data, workload, tokens, Uptime.tellFirst(terminal))) {
      standalone.start();
      Greeting.say(terminal, standalone, tokens, config.tokens() == null);
      stop.await(Long.MAX_VALUE, TimeUnit.SECONDS);
    }
    return 0;
  }

  private static Playing playing(StandaloneConfig.SourceConfig source) {
    return new Playing(
        source.format().open(source.files(), source.description()), Pace.parse(source.speed()));
  }
}
