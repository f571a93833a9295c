package io.millwright.standalone.cli;

import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.DiagnosisBundles;
import io.millwright.models.training.DiagnosisTrainer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code models train diagnosis}. */
@Command(
    name = "diagnosis",
    description = "Train the diagnosis of bearings on labelled records and write its bundle.")
final class TrainDiagnosisCommand implements Callable<Integer> {
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
      description = "Folder of labelled records (*.json with *.bin.gz).")
  @SuppressWarnings("NullAway.Init")
  private String train;

  @Mixin private final BearingOption bearing = new BearingOption();
  @Mixin private final BundleFile out = new BundleFile();

  @Mixin private final JsonOption json = new JsonOption();

  TrainDiagnosisCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    json.prepare(terminal);
    Path folder = DataRoot.ofEnvironment().folder(format.name(), train);
    out.check();
    long start = System.nanoTime();
    DiagnosisTrainer.Trained trained =
        DiagnosisBundles.train(folder, Set.of(), bearing.frequencies(), terminal::progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    ModelBundle bundle = trained.bundle();
    out.write(bundle);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %s, version %s, trained in %.1f s, %s",
            out.path(),
            bundle.manifest().modelId(),
            bundle.version().substring(0, 12),
            seconds,
            trained.choice()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("task", "train-diagnosis");
    result.put("format", format);
    result.put("dataset", String.valueOf(folder.getFileName()));
    result.put("trainSeconds", seconds);
    result.put("predictMicrosP50", null);
    result.put("predictMicrosP99", null);
    result.put("version", bundle.version());
    result.put("seed", bundle.manifest().seed());
    result.put("choice", trained.choice());
    result.put("bundle", out.path().toString());
    json.write(terminal, result);
    return 0;
  }
}
