package io.millwright.standalone.cli;

import picocli.CommandLine.Command;

/** Groups the evaluations. */
@Command(
    name = "evaluate",
    description = "Score what a job would serve against published metrics.",
    subcommands = {
      EvaluateRulCommand.class,
      EvaluateDiagnosisCommand.class,
      EvaluateSoundCommand.class,
      EvaluateAllCommand.class
    })
final class EvaluateCommand extends CommandGroup {}
