package io.millwright.standalone.cli;

import io.millwright.ingest.IngestTotals;
import io.millwright.ingest.Pace;
import io.millwright.ingest.SourceFeed;
import io.millwright.ingest.TelemetrySource;
import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.standalone.SourceFormat;
import io.millwright.standalone.Standalone;
import io.millwright.standalone.StandaloneConfig;
import io.millwright.standalone.Workload;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.flow.Quiescence;
import io.millwright.standalone.replay.ReplayResult;
import io.millwright.streams.assess.ModelBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}. */
@Command(
    name = "replay",
    description = "Play recorded telemetry through the whole platform in one process.")
final class ReplayCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PROGRESS_SECONDS = 5;

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "FORMAT", description = "One of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init")
  private SourceFormat format;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, directories, or names of data sets under MILLWRIGHT_DATA.")
  @SuppressWarnings("NullAway.Init")
  private List<String> paths;

  @Mixin private final ModelOptions models = new ModelOptions();

  @Option(
      names = "--description",
      paramLabel = "FILE",
      description = "What the columns of CSV files mean; else the description beside each file.")
  private @Nullable Path description;

  @Option(
      names = "--speed",
      paramLabel = "max|X",
      defaultValue = "max",
      description = "As fast as possible, or X seconds of the recording a second (default: max).")
  private String speed = "max";

  @Option(names = "--exit", description = "End when all has been processed and recorded.")
  private boolean exit;

  @Option(
      names = "--data-dir",
      paramLabel = "D",
      description = "Keep everything here and go on from what is there (default: a temporary one).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Of the console (default: a free one).")
  private int port;

  @Mixin private final JsonOption json = new JsonOption();

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    json.prepare(terminal);
    Pace pace = pace();
    String folder = format.folder();
    DataRoot root = DataRoot.ofEnvironment();
    List<Path> played = paths.stream().map(path -> root.file(folder, path)).toList();
    models.check(root, format, played);
    TelemetrySource source = format.open(played, description);
    try (StopSignal stop = new StopSignal();
        DataDirectory data =
            dataDirectory == null ? DataDirectory.temporary() : DataDirectory.open(dataDirectory)) {
      CompletableFuture<List<ModelBinding>> bindings =
          models.bindings(data.directory("models"), terminal);
      String dataset = source.name();
      AccessTokens tokens = new AccessTokens();
      try (Standalone standalone =
          new Standalone(
              StandaloneConfig.of(data.root(), port, List.of("MEASURED", "REPLAYED")),
              data,
              Workload.of(bindings, source, pace),
              tokens,
              Uptime.tellFirst(terminal))) {
        standalone.start();
        terminal.progress("playing " + dataset);
        if (exit) {
          finish(standalone, dataset, stop);
        } else {
          Greeting.say(terminal, standalone, tokens, true);
          stop.await(Long.MAX_VALUE, TimeUnit.SECONDS);
        }
      }
    }
    return 0;
  }

  private Pace pace() {
    try {
      return Pace.parse(speed);
    } catch (IllegalArgumentException e) {
      throw new WrongInputException(String.valueOf(e.getMessage()));
    }
  }

  private void finish(Standalone standalone, String dataset, StopSignal stop)
      throws InterruptedException, IOException {
    SourceFeed feed = standalone.feeds().get(0);
    CompletableFuture<IngestTotals> done = feed.done();
    while (!done.isDone() && !stop.await(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
      tell(standalone, feed.totals());
    }
    try (Quiescence quiescence = standalone.quiescence()) {
      quiescence.await(PATIENCE, stop::isAsked);
    }
    if (stop.isAsked()) {
      return;
    }
    standalone.flow().awaitEnd(Duration.ofSeconds(5));
    ReplayResult result =
        ReplayResult.of(
            new ReplayResult.Recording(
                format.name().toLowerCase(Locale.ROOT),
                dataset,
                models.trainSeconds(),
                MillwrightCommand.Version.number(),
                models.seed(),
                format == SourceFormat.CMAPSS
                    ? ReplayResult.cyclesOf(CmapssReplay.EPOCH, CmapssReplay.CYCLE)
                    : null),
            feed.totals(),
            standalone.flow().counts(),
            standalone.kafka());
    json.write(terminal, result);
    tell(result);
    done.join(); // a recording that broke off is an error, after all that came before it
  }

  private void tell(Standalone standalone, IngestTotals in) {
    terminal.progress(
        "%d scans and frames in, %d assessments out, %d rejected%s"
            .formatted(
                in.scansAccepted() + in.framesAccepted(),
                standalone.flow().counts().assessments(),
                in.rejected(),
                standalone.health().reason().isEmpty()
                    ? ""
                    : " (" + standalone.health().reason() + ")"));
  }

  private void tell(ReplayResult r) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %d scans accepted of %d, %d assessments (%d delivered again), %d rejected",
            r.dataset(),
            r.scansAccepted(),
            r.scansIn(),
            r.assessmentsOut(),
            r.assessmentDuplicates(),
            r.rejected()));
    if (r.framesIn() > 0) {
      terminal.say("%d frames accepted of %d".formatted(r.framesAccepted(), r.framesIn()));
    }
    terminal.say("%d alarms, %d work orders".formatted(r.alarmsRaised(), r.workOrders()));
    for (ReplayResult.OrderDetail order : r.workOrderDetails()) {
      terminal.say(
          "  %s %s%s %s %s%s"
              .formatted(
                  order.asset(),
                  order.raisedAt(),
                  order.raisedAtCycle() == null ? "" : " (cycle " + order.raisedAtCycle() + ")",
                  order.priority(),
                  order.failureMode(),
                  order.lifeWords()));
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%.1f s, %.0f readings/s, latency p50 %.1f ms, p99 %.1f ms",
            r.seconds(),
            orZero(r.throughputReadingsPerSecond()),
            orZero(r.latencyMillisP50()),
            orZero(r.latencyMillisP99())));
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
