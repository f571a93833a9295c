package io.millwright.standalone.cli;

import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.release.ModelBundle;
import io.millwright.streams.assess.ModelBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the models of remaining life come from: a file to train on, or bundles. */
final class LifeModelOptions {
  @ArgGroup private @Nullable Choice choice;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all random draws of the training (${DEFAULT-VALUE}).")
  private long seed = 1;

  private @Nullable Path trainingFile;
  private List<ModelBinding> given = List.of();
  private volatile @Nullable Double trainSeconds;

  /** One or the other. */
  private static final class Choice {
    @Option(
        names = "--train",
        paramLabel = "FILE",
        description = "Train a life model on this C-MAPSS file first.")
    private @Nullable String train;

    @Option(
        names = "--model",
        arity = "1..*",
        paramLabel = "[CLASS=]BUNDLE",
        description = "Life models, each for an equipment class or for all.")
    private @Nullable List<String> models;
  }

  /** Reads what can be wrong before anything is started. */
  void check(DataRoot root) {
    Choice chosen = choice;
    if (chosen == null) {
      return;
    }
    if (chosen.train != null) {
      trainingFile = root.file("cmapss", chosen.train);
      CmapssFile.readAll(trainingFile);
    }
    if (chosen.models != null) {
      given = chosen.models.stream().map(LifeModelOptions::binding).toList();
    }
  }

  private static ModelBinding binding(String text) {
    int equals = text.indexOf('=');
    String equipmentClass = equals < 0 ? ModelBinding.ANY : text.substring(0, equals);
    ModelBundle bundle = ModelBundle.read(Path.of(text.substring(equals + 1)));
    bundle.lifeEstimator(); // says what is wrong with another kind of model
    return new ModelBinding(equipmentClass, bundle.toBytes());
  }

  /** The models, soon. */
  CompletableFuture<List<ModelBinding>> bindings(Path cache, Terminal terminal) {
    Path file = trainingFile;
    if (file == null) {
      return CompletableFuture.completedFuture(given);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            long start = System.nanoTime();
            byte[] bundle = LifeTraining.cachedCmapss(file, seed, cache);
            double seconds = (System.nanoTime() - start) / 1e9;
            trainSeconds = seconds;
            terminal.progress(
                "life model of %s ready in %.1f s".formatted(file.getFileName(), seconds));
            return List.of(new ModelBinding(CmapssReplay.EQUIPMENT_CLASS, bundle));
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  /** Seconds that the training took; null without one. */
  @Nullable Double trainSeconds() {
    return trainSeconds;
  }

  long seed() {
    return seed;
  }
}
