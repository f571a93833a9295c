package io.millwright.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate all}: every figure of the accuracy page, from the data sets that are there. */
@Command(
    name = "all",
    description =
        "Make every figure of docs/accuracy.md again: runs each evaluation on the data sets under"
            + " MILLWRIGHT_DATA.")
final class EvaluateAllCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--json",
      paramLabel = "DIR",
      description = "Write the result of each evaluation into this folder.")
  private @Nullable Path json;

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  EvaluateAllCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One evaluation, as it is called by hand. */
  private record Evaluation(String name, List<String> arguments) {
    /** Of words and, each one argument whatever is in their names, folders. */
    static Evaluation of(String name, String words, Object... rest) {
      List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
      for (Object more : rest) {
        arguments.add(more.toString());
      }
      return new Evaluation(name, arguments);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (json != null && json.toString().equals("-")) {
      throw new WrongInputException("--json needs a folder here: one file for each evaluation");
    }
    Path root = DataRoot.ofEnvironment().directory();
    if (!Files.isDirectory(root)) {
      throw new WrongInputException("no data sets in " + root + ": set MILLWRIGHT_DATA");
    }
    if (json != null) {
      Files.createDirectories(json);
    }
    Path loads = Files.createTempDirectory("millwright-loads");
    try {
      return run(evaluations(root, loads));
    } finally {
      delete(loads);
    }
  }

  private int run(List<Evaluation> evaluations) {
    CommandLine evaluate = spec.commandLine().getParent();
    int worst = 0;
    for (Evaluation evaluation : evaluations) {
      List<String> arguments = new ArrayList<>(evaluation.arguments());
      terminal.say("$ millwright evaluate " + String.join(" ", arguments));
      if (json != null) {
        arguments.addAll(List.of("--json", json.resolve(evaluation.name() + ".json").toString()));
      }
      worst = Math.max(worst, evaluate.execute(arguments.toArray(String[]::new)));
    }
    return worst;
  }

  private static void delete(Path links) throws IOException {
    try (Stream<Path> below = Files.walk(links)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Of the data sets that are there; of each other one a line says that it is missing. */
  private List<Evaluation> evaluations(Path root, Path loads) throws IOException {
    List<Evaluation> all = new ArrayList<>();
    if (isThere(root.resolve("cmapss"))) {
      all.add(turbofans("FD001"));
      all.add(turbofans("FD003"));
    }
    Path femto = root.resolve("femto");
    if (isThere(femto)) {
      all.add(Evaluation.of("rul-femto", "rul --format femto --train", femto, "--test", femto));
    }
    if (isThere(root.resolve("cwru"))) {
      all.addAll(bearings(root.resolve("cwru"), loads));
    }
    for (String format : List.of("mimii-features", "mimii", "bldc")) {
      Path folder = root.resolve("audio").resolve(format.replace('-', '_'));
      if (isThere(folder)) {
        all.add(Evaluation.of("sound-" + format, "sound --format " + format + " --data", folder));
      }
    }
    return all;
  }

  private boolean isThere(Path dataSet) {
    boolean there = Files.isDirectory(dataSet);
    if (!there) {
      terminal.say("not evaluated: there is no " + dataSet);
    }
    return there;
  }

  private static Evaluation turbofans(String subset) {
    return Evaluation.of(
        "rul-cmapss-" + subset,
        "rul --format cmapss --train train_%1$s --test test_%1$s --truth RUL_%1$s"
            .formatted(subset));
  }

  private static List<Evaluation> bearings(Path cwru, Path loads) throws IOException {
    List<Evaluation> all = new ArrayList<>();
    all.add(
        Evaluation.of(
            "diagnosis-cwru-bearing", "diagnosis --format cwru --split bearing --train", cwru));
    List<Path> folders = List.copyOf(byLoad(cwru, loads).values());
    for (Path test : folders.subList(Math.min(1, folders.size()), folders.size())) {
      all.add(
          Evaluation.of(
              "diagnosis-cwru-" + test.getFileName(),
              "diagnosis --format cwru --train",
              folders.get(0),
              "--test",
              test));
    }
    return all;
  }

  /**
   * A folder of links for the records of each load, by load: the labelled file tells the load, and
   * the data set lies in one folder.
   */
  private static SortedMap<Double, Path> byLoad(Path records, Path target) throws IOException {
    SortedMap<Double, Path> folders = new TreeMap<>();
    try (Stream<Path> files = Files.list(records)) {
      for (Path label : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode load = CloudEventCodec.JSON.readTree(label.toFile()).path("load_hp");
        Path folder = folders.computeIfAbsent(load.asDouble(), l -> folder(target, load.asText()));
        String name = label.getFileName().toString().replaceFirst("\\.json$", "");
        for (String ending : List.of(".json", ".bin.gz")) {
          Files.createSymbolicLink(
              folder.resolve(name + ending), records.resolve(name + ending).toAbsolutePath());
        }
      }
    }
    return folders;
  }

  private static Path folder(Path target, String load) {
    try {
      return Files.createDirectory(target.resolve("load-" + load));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
