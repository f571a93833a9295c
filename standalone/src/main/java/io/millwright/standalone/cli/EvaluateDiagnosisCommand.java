package io.millwright.standalone.cli;

import io.millwright.models.evaluation.DiagnosisEvaluation;
import io.millwright.models.evaluation.DiagnosisReport;
import io.millwright.models.signal.BearingFrequencies;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate diagnosis}. */
@Command(
    name = "diagnosis",
    description =
        "Score fault diagnosis of bearings: on bearings that training never saw, or on another"
            + " folder.")
final class EvaluateDiagnosisCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(names = "--format", required = true, description = "Data set: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init")
  private DiagnosisFormat format;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "DIR",
      description = "Folder of records (*.json with *.bin.gz) to train on.")
  @SuppressWarnings("NullAway.Init")
  private String train;

  @Option(
      names = "--test",
      paramLabel = "DIR",
      description = "Folder of records to score, healthy ones included.")
  private @Nullable String test;

  @Option(
      names = "--split",
      paramLabel = "S",
      description =
          "bearing: leave one fault diameter, and so every bearing, out of --train at a time.")
  private @Nullable String split;

  @Mixin private final BearingOption bearing = new BearingOption();

  @Mixin private final JsonOption json = new JsonOption();

  EvaluateDiagnosisCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (split != null && !split.equals("bearing")) {
      throw new WrongInputException("unknown split '" + split + "': use bearing");
    }
    if ((test == null) == (split == null)) {
      throw new WrongInputException("give either --test DIR or --split bearing");
    }
    json.prepare(terminal);
    DataRoot data = DataRoot.ofEnvironment();
    BearingFrequencies orders = bearing.frequencies();
    Path trainFolder = data.file(format.name(), train);
    DiagnosisReport report =
        test == null
            ? DiagnosisEvaluation.byBearing(trainFolder, orders, terminal::progress)
            : DiagnosisEvaluation.byFolder(
                trainFolder, data.file(format.name(), test), orders, terminal::progress);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %d windows; accuracy %.3f, macro F1 %.3f (training-free %.3f, %.3f); %s",
            report.dataset(),
            report.windows(),
            report.accuracy(),
            report.macroF1(),
            report.trainingFreeAccuracy(),
            report.trainingFreeMacroF1(),
            report.leaks().isEmpty() ? "no bearing on both sides" : report.leaks()));
    json.write(terminal, report);
    return 0;
  }
}
