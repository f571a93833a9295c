package io.millwright.standalone.cli;

import picocli.CommandLine.Command;

/** Groups what is done with models. */
@Command(
    name = "models",
    description = "Train models, release them and take them back.",
    subcommands = {
      ModelsCommand.Train.class,
      ModelReleaseCommands.Publish.class,
      ModelReleaseCommands.Promote.class,
      ModelReleaseCommands.RollBack.class,
      ModelReleaseCommands.Listing.class
    })
final class ModelsCommand extends CommandGroup {
  /** Groups the kinds of models. */
  @Command(
      name = "train",
      description = "Train a model.",
      subcommands = {TrainRulCommand.class, TrainDiagnosisCommand.class})
  static final class Train extends CommandGroup {}
}
