package io.millwright.standalone.cli;

import io.millwright.models.release.ModelBundle;
import io.millwright.standalone.SourceFormat;
import io.millwright.streams.assess.ModelBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where models come from: a recording to train on first, or bundles. */
final class ModelOptions {
  @ArgGroup private @Nullable Choice choice;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all random draws of the training (${DEFAULT-VALUE}).")
  private long seed = 1;

  private @Nullable ReplayTraining training;
  private List<ModelBinding> given = List.of();
  private volatile @Nullable Double trainSeconds;

  /** One or the other. */
  private static final class Choice {
    @Option(
        names = "--train",
        paramLabel = "FILE|DIR",
        description =
            "Train first: on a file (cmapss), or a folder of records (femto: bearing life, cwru:"
                + " diagnosis). What is played is not learned from.")
    private @Nullable String train;

    @Option(
        names = "--model",
        arity = "1..*",
        paramLabel = "[CLASS=]BUNDLE",
        description = "Models of any kind, each for an equipment class or for all.")
    private @Nullable List<String> models;
  }

  /**
   * Reads what can be wrong before anything is started.
   *
   * @param played files of the format that are going to be played
   */
  void check(DataRoot root, SourceFormat format, List<Path> played) {
    Choice chosen = choice;
    if (chosen == null) {
      return;
    }
    if (chosen.train != null) {
      training = ReplayTraining.of(format, root, chosen.train, played, seed);
    }
    if (chosen.models != null) {
      given = distinct(chosen.models.stream().map(ModelOptions::binding).toList());
    }
  }

  private static ModelBinding binding(String text) {
    int equals = text.indexOf('=');
    return binding(
        equals < 0 ? ModelBinding.ANY : text.substring(0, equals),
        Path.of(text.substring(equals + 1)));
  }

  /** The bindings themselves, if no class has two models of a kind. */
  static List<ModelBinding> distinct(List<ModelBinding> bindings) {
    try {
      ModelBinding.requireDistinct(bindings);
      return bindings;
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(String.valueOf(e.getMessage()));
    }
  }

  /** Binds a file, which says what is wrong with it. */
  static ModelBinding binding(String equipmentClass, Path file) {
    try {
      return new ModelBinding(equipmentClass, ModelBundle.read(file).toBytes());
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(file + ": " + e.getMessage());
    }
  }

  /** The models, soon. */
  CompletableFuture<List<ModelBinding>> bindings(Path cache, Terminal terminal) {
    ReplayTraining first = training;
    if (first == null) {
      return CompletableFuture.completedFuture(given);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            long start = System.nanoTime();
            byte[] bundle = first.bundle(cache, terminal::progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            trainSeconds = seconds;
            terminal.progress("model of %s ready in %.1f s".formatted(first.name(), seconds));
            return List.of(new ModelBinding(first.equipmentClass(), bundle));
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
