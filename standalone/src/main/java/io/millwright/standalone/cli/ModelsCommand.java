package io.millwright.standalone.cli;

import picocli.CommandLine.Command;

/** Groups what is done with models. */
@Command(name = "models", description = "Train models.", subcommands = ModelsCommand.Train.class)
final class ModelsCommand extends CommandGroup {
  /** Groups the kinds of models. */
  @Command(
      name = "train",
      description = "Train a model.",
      subcommands = {TrainRulCommand.class, TrainDiagnosisCommand.class})
  static final class Train extends CommandGroup {}
}
