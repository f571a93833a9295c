package io.millwright.standalone.cli;

import io.millwright.models.evaluation.MotorSoundEvaluation;
import io.millwright.models.evaluation.SoundEvaluation;
import io.millwright.models.evaluation.SoundReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate sound}. */
@Command(
    name = "sound",
    description = "Score the detection of unusual sound, trained on normal sound only.")
final class EvaluateSoundCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      required = true,
      description = "Data set: mimii-features, mimii or bldc.")
  @SuppressWarnings("NullAway.Init")
  private String format;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Its folder.")
  @SuppressWarnings("NullAway.Init")
  private String data;

  @Mixin private final JsonOption json = new JsonOption();

  EvaluateSoundCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    json.prepare(terminal);
    Path folder = DataRoot.ofEnvironment().file("audio", data);
    if (!Files.isDirectory(folder)) {
      throw new WrongInputException(folder + " is no folder: --data needs one");
    }
    SoundReport report =
        switch (format) {
          case "mimii-features" -> SoundEvaluation.mimiiFeatures(folder, terminal::progress);
          case "mimii" -> SoundEvaluation.mimii(folder, terminal::progress);
          case "bldc" -> MotorSoundEvaluation.run(folder, terminal::progress);
          default ->
              throw new WrongInputException(
                  "unknown format '" + format + "': use mimii-features, mimii or bldc");
        };
    for (SoundReport.Case one : report.cases()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%s %s%s: %s",
              one.machine(),
              one.id(),
              one.snrDb() == null ? "" : " " + one.snrDb() + " dB",
              one.auc() == null
                  ? one.note()
                  : String.format(Locale.ROOT, "AUC %.3f, partial %.3f", one.auc(), one.pAuc01())));
    }
    Double mean = report.meanAuc();
    if (mean != null) {
      terminal.say(String.format(Locale.ROOT, "mean AUC %.4f", mean));
    }
    json.write(terminal, report);
    return 0;
  }
}
