package io.millwright.standalone.cli;

import io.millwright.contracts.asset.Asset;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantDiff;
import io.millwright.ingest.plant.PlantFile;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups what is done with {@code plant.yaml}. */
@Command(
    name = "plant",
    description = "Check, compare and publish the plant's declaration (plant.yaml).",
    subcommands = {PlantCommand.Check.class, PlantCommand.Diff.class, PlantCommand.Apply.class})
final class PlantCommand extends CommandGroup {
  /** The file that every command is about. */
  abstract static class OnPlant implements Callable<Integer> {
    final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "PLANT", description = "The plant.yaml.")
    @SuppressWarnings("NullAway.Init")
    Path file;

    OnPlant(Terminal terminal) {
      this.terminal = terminal;
    }
  }

  /** {@code plant check}. */
  @Command(name = "check", description = "Check a plant file; says every problem with its line.")
  static final class Check extends OnPlant {
    Check(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      Plant plant = PlantFile.read(file);
      int points = plant.assets().stream().mapToInt(a -> a.points().size()).sum();
      terminal.say(
          "%s is sound: %d assets, %d points".formatted(file, plant.assets().size(), points));
      return 0;
    }
  }

  /** A command that needs a broker. */
  abstract static class OnBroker extends OnPlant {
    @Mixin private final BrokerOption broker = new BrokerOption();

    OnBroker(Terminal terminal) {
      super(terminal);
    }

    @Override
    public final Integer call() {
      Plant plant = PlantFile.read(file);
      KafkaSettings settings = broker.reachable();
      TopicProvisioner.ensure(settings, 2, 1);
      try (TopicSender sender = new TopicSender(settings)) {
        tell(on(new PlantPublisher(settings, sender), plant));
      }
      return 0;
    }

    abstract PlantDiff on(PlantPublisher publisher, Plant plant);

    private void tell(PlantDiff diff) {
      diff.added().stream().map(Asset::id).forEach(id -> terminal.say("+ " + id));
      diff.changed().stream().map(Asset::id).forEach(id -> terminal.say("~ " + id));
      diff.missing().forEach(id -> terminal.say("- " + id + " (published, not in the file)"));
      terminal.say(
          "%d added, %d changed, %d unchanged, %d missing"
              .formatted(
                  diff.added().size(),
                  diff.changed().size(),
                  diff.unchanged().size(),
                  diff.missing().size()));
    }
  }

  /** {@code plant diff}. */
  @Command(name = "diff", description = "Show what apply would change; changes nothing.")
  static final class Diff extends OnBroker {
    Diff(Terminal terminal) {
      super(terminal);
    }

    @Override
    PlantDiff on(PlantPublisher publisher, Plant plant) {
      return publisher.diff(plant);
    }
  }

  /** {@code plant apply}. */
  @Command(name = "apply", description = "Publish the plant to a running Millwright.")
  static final class Apply extends OnBroker {
    @Option(
        names = "--remove-missing",
        description = "Also remove published assets that the file no longer declares.")
    private boolean removeMissing;

    Apply(Terminal terminal) {
      super(terminal);
    }

    @Override
    PlantDiff on(PlantPublisher publisher, Plant plant) {
      return publisher.apply(plant, removeMissing);
    }
  }
}
