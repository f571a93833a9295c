package io.millwright.standalone.cli;

import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.BearingLifeBundles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code models train rul}. */
@Command(name = "rul", description = "Train a model of remaining useful life and write its bundle.")
final class TrainRulCommand implements Callable<Integer> {
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

  @Mixin private final BundleFile out = new BundleFile();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all random draws (${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final JsonOption json = new JsonOption();

  TrainRulCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    json.prepare(terminal);
    DataRoot data = DataRoot.ofEnvironment();
    Path source =
        format == LifeFormat.cmapss ? data.file("cmapss", train) : data.folder("femto", train);
    out.check();
    terminal.progress("training on " + source);
    long start = System.nanoTime();
    LifeTraining trained =
        format == LifeFormat.cmapss
            ? LifeTraining.cmapss(source, seed)
            : new LifeTraining(
                BearingLifeBundles.train(source, Set.of(), seed, terminal::progress), null);
    double seconds = (System.nanoTime() - start) / 1e9;
    ModelBundle bundle = trained.bundle();
    out.write(bundle);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %s, version %s%s, trained in %.1f s",
            out.path(),
            bundle.manifest().modelId(),
            bundle.version().substring(0, 12),
            trained.heldOutRmse() == null
                ? ""
                : String.format(Locale.ROOT, ", held-out RMSE %.2f", trained.heldOutRmse()),
            seconds));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("task", "train-rul");
    result.put("format", format);
    result.put("dataset", String.valueOf(source.getFileName()));
    result.put("trainSeconds", seconds);
    result.put("predictMicrosP50", null);
    result.put("predictMicrosP99", null);
    result.put("version", bundle.version());
    result.put("seed", seed);
    result.put("heldOutRmse", trained.heldOutRmse());
    result.put("bundle", out.path().toString());
    json.write(terminal, result);
    return 0;
  }
}
