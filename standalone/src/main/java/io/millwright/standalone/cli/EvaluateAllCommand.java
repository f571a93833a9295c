package io.millwright.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    static Evaluation of(String name, String... arguments) {
      return new Evaluation(name, List.of(arguments));
    }
  }

  @Override
  public Integer call() throws IOException {
    Path root = DataRoot.ofEnvironment().directory();
    if (!Files.isDirectory(root)) {
      throw new WrongInputException("no data sets in " + root + ": set MILLWRIGHT_DATA");
    }
    if (json != null) {
      Files.createDirectories(json);
    }
    Path loads = Files.createTempDirectory("millwright-loads");
    CommandLine evaluate = spec.commandLine().getParent();
    int worst = 0;
    for (Evaluation evaluation : evaluations(root, loads)) {
      List<String> arguments = new ArrayList<>(evaluation.arguments());
      terminal.say("$ millwright evaluate " + String.join(" ", arguments));
      if (json != null) {
        arguments.addAll(List.of("--json", json.resolve(evaluation.name() + ".json").toString()));
      }
      worst = Math.max(worst, evaluate.execute(arguments.toArray(String[]::new)));
    }
    return worst;
  }

  private static List<Evaluation> evaluations(Path root, Path loads) throws IOException {
    String femto = root.resolve("femto").toString();
    String cwru = root.resolve("cwru").toString();
    String audio = root.resolve("audio").toString();
    List<Evaluation> all = new ArrayList<>();
    for (String subset : List.of("FD001", "FD003")) {
      all.add(
          Evaluation.of(
              "rul-cmapss-" + subset,
              "rul",
              "--format",
              "cmapss",
              "--train",
              "train_" + subset,
              "--test",
              "test_" + subset,
              "--truth",
              "RUL_" + subset));
    }
    all.add(
        Evaluation.of("rul-femto", "rul", "--format", "femto", "--train", femto, "--test", femto));
    all.add(
        Evaluation.of(
            "diagnosis-cwru-bearing",
            "diagnosis",
            "--format",
            "cwru",
            "--train",
            cwru,
            "--split",
            "bearing"));
    List<Path> folders = List.copyOf(byLoad(Path.of(cwru), loads).values());
    for (Path test : folders.subList(Math.min(1, folders.size()), folders.size())) {
      all.add(
          Evaluation.of(
              "diagnosis-cwru-" + test.getFileName(),
              "diagnosis",
              "--format",
              "cwru",
              "--train",
              folders.get(0).toString(),
              "--test",
              test.toString()));
    }
    for (String format : List.of("mimii-features", "mimii", "bldc")) {
      all.add(
          Evaluation.of(
              "sound-" + format,
              "sound",
              "--format",
              format,
              "--data",
              Path.of(audio, format.replace('-', '_')).toString()));
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
