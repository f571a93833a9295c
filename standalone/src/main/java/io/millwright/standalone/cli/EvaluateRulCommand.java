package io.millwright.standalone.cli;

import io.millwright.models.evaluation.RulEvaluation;
import io.millwright.models.evaluation.RulReport;
import java.nio.file.Path;
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

  @Option(names = "--train", required = true, paramLabel = "FILE", description = "Training part.")
  @SuppressWarnings("NullAway.Init")
  private String train;

  @Option(names = "--test", required = true, paramLabel = "FILE", description = "Test part.")
  @SuppressWarnings("NullAway.Init")
  private String test;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "True remaining life at the end of each test record; read for scoring only.")
  @SuppressWarnings("NullAway.Init")
  private String truth;

  @Option(
      names = "--algorithm",
      paramLabel = "A",
      defaultValue = "boosted-trees",
      description = "Known: boosted-trees (default).")
  private String algorithm = "boosted-trees";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all random draws (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON.")
  private @Nullable String json;

  EvaluateRulCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!algorithm.equals("boosted-trees")) {
      throw new WrongInputException("unknown algorithm '" + algorithm + "': use boosted-trees");
    }
    if ("-".equals(json)) {
      terminal.onlyJson();
    }
    DataRoot data = DataRoot.ofEnvironment();
    Path trainFile = data.file("cmapss", train);
    Path testFile = data.file("cmapss", test);
    Path truthFile = data.file("cmapss", truth);
    RulReport report =
        RulEvaluation.cmapss(
            trainFile,
            testFile,
            truthFile,
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
    terminal.json(json, report);
    return 0;
  }
}
