package io.millwright.dashboards.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.HistoryUnavailableException;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.kafka.KafkaFailure;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Health.Status;
import io.millwright.runtime.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console: pages, API, live stream, metrics and health on one port.
 *
 * <pre>
 * GET  /                                    the pages
 * GET  /api/v1/…, POST /api/v1/…            what {@link #operations} lists, told in /openapi.json
 * GET  /api/v1/live                         server-sent events
 * GET  /i18n/en.json, /i18n/zh.json         texts of the pages
 * GET  /metrics, /health/live, /health/ready
 * </pre>
 *
 * <p>Answers that are no success are problems of RFC 9457.
 */
public final class Console implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final Duration FLEET_PATIENCE = Duration.ofSeconds(3);
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** Only what this server itself serves; no inline script or style, no other host. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ConsoleSettings settings;
  private final HistoryStore history;
  private final Metrics metrics;
  private final Supplier<Map<String, Health>> parts;
  private final Gate gate;
  private final WriteGate writes;
  private final Fleet fleet;
  private final CommandSink commandSink;
  private final GroupLags groupLags;
  private final Clock clock;
  private final @Nullable PlantEditor plant;
  private volatile @Nullable Javalin server;
  private @Nullable LiveStream live;

  /**
   * @param kafka where the fleet's state comes from and the wishes of people go
   * @param history stays the caller's to close, after this
   * @param tokens that are let in
   * @param metrics shown at {@code /metrics}
   * @param parts health of every part of the process by name, for {@code /health}
   * @param plant what can change the plant's declaration; null if this process cannot
   */
  public Console(
      ConsoleSettings settings,
      KafkaSettings kafka,
      HistoryStore history,
      AccessTokens tokens,
      Metrics metrics,
      Supplier<Map<String, Health>> parts,
      @Nullable PlantEditor plant) {
    this(
        settings,
        () -> new KafkaFleetFeed(kafka, metrics),
        new KafkaCommandSink(kafka),
        new KafkaGroupLags(kafka),
        history,
        tokens,
        metrics,
        parts,
        Clock.systemUTC(),
        plant);
  }

  Console(
      ConsoleSettings settings,
      Supplier<FleetFeed> feeds,
      CommandSink commandSink,
      GroupLags groupLags,
      HistoryStore history,
      AccessTokens tokens,
      Metrics metrics,
      Supplier<Map<String, Health>> parts,
      Clock clock,
      @Nullable PlantEditor plant) {
    this.plant = plant;
    this.settings = settings;
    this.history = history;
    this.metrics = metrics;
    this.parts = parts;
    this.gate = new Gate(tokens);
    this.writes = new WriteGate(gate, commandSink, metrics);
    this.fleet = new Fleet(feeds);
    this.commandSink = commandSink;
    this.groupLags = groupLags;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "console";
  }

  /**
   * Starts and listens.
   *
   * @throws IllegalStateException if the port is in use
   */
  @Override
  public synchronized void start() {
    demandFreePort();
    FleetApi summaries = new FleetApi(fleet::now, history, clock);
    LiveStream stream =
        new LiveStream(fleet::now, summaries, settings.liveInterval(), settings.mostViewers());
    Javalin app = Javalin.create(this::configure);
    routes(app, apis(summaries), stream);
    try {
      app.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      stream.close();
      throw cannotListen(e);
    }
    server = app;
    live = stream;
    metrics.gauge(ConsoleMeter.ASSETS, () -> fleet.now().assets().size());
    metrics.gauge(ConsoleMeter.LIVE_CLIENTS, stream::clients);
    fleet.start(FLEET_PATIENCE);
    LOG.atInfo().addKeyValue("url", url()).log("Console is open");
  }

  /** Looks before anything has begun, and before the server would log its own stack trace. */
  private void demandFreePort() {
    if (settings.port() != 0) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(settings.host(), settings.port()));
      } catch (IOException e) {
        throw cannotListen(e);
      }
    }
  }

  private IllegalStateException cannotListen(Exception cause) {
    return new IllegalStateException(
        "console cannot listen on "
            + settings.host()
            + ":"
            + settings.port()
            + ": the port is in use or not allowed; choose another one, or 0 for a free one",
        cause);
  }

  /** Where it listens. */
  public URI url() {
    Javalin running = server;
    if (running == null) {
      throw new IllegalStateException("the console has not been started");
    }
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + running.port() + "/");
  }

  @Override
  public Health health() {
    return server == null ? Health.down("not started") : fleet.health();
  }

  @Override
  public synchronized void close() {
    Javalin running = server;
    if (running == null) {
      return;
    }
    if (live != null) {
      live.close();
    }
    running.stop();
    fleet.close();
    commandSink.close();
    groupLags.close();
    server = null;
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.defaultContentType = "application/json";
    config.staticFiles.add("/console", Location.CLASSPATH);
  }

  /** The WebJar has no directory entries, which Javalin's static files need. */
  private static byte[] vendored(String file) {
    try (InputStream in = Console.class.getResourceAsStream(UPLOT + file)) {
      if (in == null) {
        throw new IllegalStateException("no " + UPLOT + file + " on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything under {@code /api/v1} but the live stream. */
  private List<Api> apis(FleetApi summaries) {
    TrendApi trends = new TrendApi(fleet::now, history, clock);
    return List.of(
        summaries,
        trends,
        new TrendCsvApi(trends),
        new SignalApi(fleet::now, history),
        new SoundApi(fleet::now, history),
        new WorkApi(fleet::now, history, clock),
        new EvidenceApi(fleet::now, history, settings, clock),
        new PartsApi(fleet::now),
        new AlarmPerformanceApi(metrics),
        new SessionApi(gate),
        new AuditApi(gate, fleet::now),
        new SystemApi(parts, metrics, groupLags, clock),
        new ModelsApi(fleet::now, fleet::health, writes, commandSink, clock),
        new Commands(writes, fleet::now, commandSink),
        new PlantApi(gate, writes, fleet::now, commandSink, plant, settings.readsNeedToken()),
        new DataQualityApi(fleet::now, history, clock));
  }

  /** What the API offers, whether or not it is open; the OpenAPI document is made from it. */
  List<Operation> operations() {
    return apis(new FleetApi(fleet::now, history, clock)).stream()
        .flatMap(api -> api.operations().stream())
        .toList();
  }

  private void routes(Javalin app, List<Api> apis, LiveStream stream) {
    byte[] chartScript = vendored("uPlot.esm.js");
    byte[] chartStyle = vendored("uPlot.min.css");
    app.before(this::guard);
    app.get(
        "/vendor/uplot/uPlot.esm.js",
        ctx -> ctx.contentType("text/javascript").result(chartScript));
    app.get("/vendor/uplot/uPlot.min.css", ctx -> ctx.contentType("text/css").result(chartStyle));
    for (Bundles.Language language : Bundles.Language.values()) {
      byte[] texts = Bundles.json(language);
      app.get(
          "/i18n/" + language.tag() + ".json",
          ctx -> ctx.contentType(Operation.JSON).result(texts));
    }
    for (Api api : apis) {
      for (Operation operation : api.operations()) {
        app.addHttpHandler(operation.method(), operation.path(), ctx -> answer(ctx, operation));
      }
    }
    app.get("/api/v1/live", stream::join);
    app.get("/metrics", this::metrics);
    app.get("/health/live", ctx -> answer(ctx, 200, new HealthAnswer(Status.UP, Map.of())));
    app.get("/health/ready", this::ready);
    app.exception(Problem.Exception.class, (e, ctx) -> problem(ctx, e.problem()));
    app.exception(
        HistoryUnavailableException.class,
        (e, ctx) -> unavailable(ctx, "the history store does not answer", e));
    app.exception(
        KafkaFailure.class,
        (e, ctx) ->
            unavailable(
                ctx,
                "Kafka does not answer: nothing was done, or only a part of it; look before you"
                    + " try again",
                e));
    app.exception(
        HttpResponseException.class,
        (e, ctx) ->
            problem(
                ctx,
                new Problem(e.getStatus(), "Invalid request", String.valueOf(e.getMessage()))));
    app.exception(
        RuntimeException.class,
        (e, ctx) -> {
          LOG.atError().addKeyValue("path", ctx.path()).setCause(e).log("Request failed");
          problem(ctx, new Problem(500, "Internal error", "see the log of the server"));
        });
    app.error(
        404,
        ctx -> {
          if (ctx.path().startsWith("/api/") && ctx.attribute("answered") == null) {
            problem(ctx, new Problem(404, "Not found", "there is no " + ctx.path()));
          }
        });
  }

  /** Health of the process and of each part. */
  record HealthAnswer(Status status, Map<String, Health> parts) {}

  private void guard(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", ctx.path().startsWith("/vendor/") ? "max-age=86400" : "no-store");
    if (settings.onLoopback() && !namesThisMachine(ctx.host())) {
      // A page of another site whose name was made to point here (DNS rebinding).
      throw new HttpResponseException(421, "this console answers only to its loopback name");
    }
    if (ctx.path().startsWith("/api/") && ctx.method() == HandlerType.GET) {
      demandReader(ctx);
    }
  }

  private void demandReader(Context ctx) {
    if (settings.readsNeedToken()) {
      Gate.demand(gate.principal(ctx), Permission.READ);
    }
  }

  /** Guarded here and not by its path, which the router takes in more than one spelling. */
  private void metrics(Context ctx) {
    demandReader(ctx);
    ctx.contentType(Metrics.CONTENT_TYPE).result(metrics.scrape());
  }

  private static boolean namesThisMachine(@Nullable String host) {
    if (host == null) {
      return true;
    }
    String name = host.replaceFirst(":\\d+$", "");
    return Set.of("127.0.0.1", "localhost", "[::1]").contains(name);
  }

  private void ready(Context ctx) {
    Map<String, Health> now = new TreeMap<>(parts.get());
    Status worst =
        now.values().stream().map(Health::status).max(Status::compareTo).orElse(Status.UP);
    answer(ctx, worst == Status.DOWN ? 503 : 200, new HealthAnswer(worst, now));
  }

  private static void unavailable(Context ctx, String what, RuntimeException e) {
    LOG.atWarn().addKeyValue("path", ctx.path()).addKeyValue("error", e.getMessage()).log(what);
    problem(ctx, new Problem(503, "Not available", what));
  }

  private static void problem(Context ctx, Problem problem) {
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    answer(ctx, problem.status(), problem);
    ctx.contentType(Problem.CONTENT_TYPE);
  }

  private static void answer(Context ctx, Operation operation) {
    Object body = operation.handler().apply(ctx);
    if (body instanceof PreparedAnswer prepared) {
      ctx.attribute("answered", true);
      prepared.send(ctx);
      return;
    }
    if (operation.contentType().equals(Operation.JSON)) {
      answer(ctx, operation.status(), body);
      return;
    }
    ctx.attribute("answered", true);
    ctx.status(operation.status()).contentType(operation.contentType());
    if (body instanceof byte[] bytes) {
      ctx.result(bytes);
    } else {
      ctx.result(String.valueOf(body));
    }
  }

  private static void answer(Context ctx, int status, Object body) {
    try {
      ctx.attribute("answered", true);
      ctx.status(status)
          .contentType("application/json")
          .result(CloudEventCodec.JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
