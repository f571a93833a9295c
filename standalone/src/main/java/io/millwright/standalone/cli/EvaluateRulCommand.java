package io.millwright.standalone.cli;

import io.millwright.models.evaluation.BearingLifeEvaluation;
import io.millwright.models.evaluation.BearingLifeReport;
import io.millwright.models.evaluation.RulEvaluation;
import io.millwright.models.evaluation.RulReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate rul}. */
@Command(
    name = "rul",
    description = "Score remaining useful life: train on one part of a data set, test on another.")
final class EvaluateRulCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(names = "--format", required = true, description = "Data set: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init")
  private LifeFormat format;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Training part: a file, for femto a folder of records.")
  @SuppressWarnings("NullAway.Init")
  private String train;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "Test part. For femto the same folder as --train leaves one bearing out at a time.")
  @SuppressWarnings("NullAway.Init")
  private String test;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "True remaining life at the end of each test record, for cmapss; read for scoring only.")
  private @Nullable String truth;

  @Option(
      names = "--algorithm",
      paramLabel = "A",
      description = "Known: boosted-trees (cmapss), bearing-life (femto); each the default.")
  private @Nullable String algorithm;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all random draws (${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final JsonOption json = new JsonOption();

  EvaluateRulCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    String known = format == LifeFormat.cmapss ? "boosted-trees" : "bearing-life";
    if (algorithm != null && !algorithm.equals(known)) {
      throw new WrongInputException(
          "unknown algorithm '" + algorithm + "' for " + format + ": use " + known);
    }
    json.prepare(terminal);
    DataRoot data = DataRoot.ofEnvironment();
    json.write(terminal, format == LifeFormat.cmapss ? cmapss(data) : femto(data));
    return 0;
  }

  private RulReport cmapss(DataRoot data) throws IOException {
    if (truth == null) {
      throw new WrongInputException("--format cmapss needs --truth FILE");
    }
    RulReport report =
        RulEvaluation.cmapss(
            data.file("cmapss", train),
            data.file("cmapss", test),
            data.file("cmapss", truth),
            RulEvaluation.Options.standard(seed),
            terminal::progress);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %d units; RMSE %.2f (capped at 125: %.2f), NASA score %.0f (capped %.0f); "
                + "90 %% interval covers %.1f %% (cross-validated %.1f %%), %.1f cycles wide; "
                + "trained in %.1f s",
            report.dataset(),
            report.units(),
            report.rmse(),
            report.rmseCapped125(),
            report.nasaScore(),
            report.nasaScoreCapped125(),
            100 * report.coverage90(),
            100 * report.coverage90CrossValidated(),
            report.meanWidth90(),
            report.trainSeconds()));
    return report;
  }

  private BearingLifeReport femto(DataRoot data) throws IOException {
    if (truth != null) {
      throw new WrongInputException("--format femto takes no --truth: the records hold it");
    }
    BearingLifeReport report =
        BearingLifeEvaluation.run(
            data.folder("femto", train), data.folder("femto", test), seed, terminal::progress);
    BearingLifeTable.lines(report).forEach(terminal::say);
    return report;
  }
}
