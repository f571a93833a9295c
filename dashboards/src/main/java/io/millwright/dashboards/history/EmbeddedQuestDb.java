package io.millwright.dashboards.history;

import io.questdb.Bootstrap;
import io.questdb.DefaultBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.griffin.engine.functions.bind.BindVariableServiceImpl;
import io.questdb.log.LogFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A QuestDB server in this JVM: line protocol over HTTP on a free loopback port, SQL in the
 * process. Its log goes to {@code log/} in its own directory, errors only; nothing goes to the
 * console.
 */
final class EmbeddedQuestDb implements AutoCloseable {
  private static final String LOG_CONF =
      """
      writers=file
      w.file.class=io.questdb.log.LogRollingFileWriter
      w.file.location=%s/questdb.log.${date:yyyyMM}
      w.file.level=ERROR
      w.file.rollEvery=month
      w.file.rollSize=16m
      w.file.sizeLimit=64m
      """;

  /**
   * Queries at a time: more would not be faster, and each keeps a compiler of its own in memory,
   * for good.
   */
  static final int MOST_QUERIES = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Semaphore queries = new Semaphore(MOST_QUERIES, true);
  private final ServerMain server;
  private final CairoEngine engine;

  private EmbeddedQuestDb(ServerMain server) {
    this.server = server;
    this.engine = server.getEngine();
  }

  /**
   * Starts a server on a directory, which is made if it is missing and keeps the data.
   *
   * @throws IllegalStateException if the directory cannot be used
   */
  static EmbeddedQuestDb start(Path directory) {
    Path root = directory.toAbsolutePath();
    try {
      Path conf = Files.createDirectories(root.resolve("conf"));
      Path log = Files.createDirectories(root.resolve("log"));
      Files.writeString(conf.resolve("log.conf"), LOG_CONF.formatted(slashed(log)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write history directory " + root, e);
    }
    try (MutedThread quiet = new MutedThread()) {
      LogFactory.configureRootDir(root.toString());
      ServerMain server = server(root);
      server.start();
      return new EmbeddedQuestDb(server);
    }
  }

  private static ServerMain server(Path root) {
    Map<String, String> properties =
        Map.ofEntries(
            Map.entry("http.net.bind.to", "127.0.0.1:0"),
            Map.entry("http.min.enabled", "false"),
            Map.entry("pg.enabled", "false"),
            Map.entry("line.tcp.enabled", "false"),
            Map.entry("line.udp.enabled", "false"),
            Map.entry("telemetry.enabled", "false"),
            Map.entry("telemetry.disable.completely", "true"),
            Map.entry("metrics.enabled", "false"),
            Map.entry("query.tracing.enabled", "false"),
            Map.entry("shared.network.worker.count", "1"),
            Map.entry("shared.query.worker.count", "1"),
            Map.entry("shared.write.worker.count", "1"),
            Map.entry("line.auto.create.new.tables", "false"),
            Map.entry("line.auto.create.new.columns", "false"),
            // What a compiler holds from the beginning; it grows if a statement needs more. By
            // default
            // these are 10 MB a compiler.
            Map.entry("cairo.lexer.pool.capacity", "64"),
            Map.entry("cairo.expression.pool.capacity", "256"),
            Map.entry("cairo.column.pool.capacity", "128"),
            Map.entry("cairo.model.pool.capacity", "32"),
            Map.entry("cairo.o3.column.memory.size", "256k"),
            Map.entry("cairo.writer.data.append.page.size", "1M"));
    Map<String, String> environment = new HashMap<>();
    properties.forEach(
        (key, value) -> environment.put(ServerMain.propertyPathToEnvVarName(key), value));
    return new ServerMain(
        new Bootstrap(
            new DefaultBootstrapConfiguration() {
              @Override
              public Map<String, String> getEnv() {
                return environment;
              }

              @Override
              public boolean useSite() {
                return false;
              }
            },
            Bootstrap.getServerMainArgs(root.toString())));
  }

  CairoEngine engine() {
    return engine;
  }

  String url() {
    return "http://127.0.0.1:" + server.getHttpServerPort();
  }

  /**
   * Runs a statement without a result.
   *
   * @throws HistoryUnavailableException if it fails, also where the database says so unchecked, as
   *     when the disk is full
   */
  void execute(String sql) {
    try (SqlExecutionContextImpl context = context()) {
      engine.execute(sql, context);
    } catch (SqlException | RuntimeException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Rows of a query whose parameters {@code $1}, {@code $2} … are texts or longs, by type. Waits
   * while {@link #MOST_QUERIES} are running; {@code read} must not query.
   *
   * @throws HistoryUnavailableException if it fails, or has waited for long
   */
  <T> List<T> query(String sql, List<Object> parameters, Function<Row, T> read) {
    begin(sql);
    try {
      return rows(sql, parameters, read);
    } finally {
      queries.release();
    }
  }

  private void begin(String sql) {
    try {
      if (!queries.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HistoryUnavailableException(
            "history is asked too much at a time: waited " + LONGEST_WAIT.toSeconds() + " s", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(sql, e);
    }
  }

  private <T> List<T> rows(String sql, List<Object> parameters, Function<Row, T> read) {
    try (SqlExecutionContextImpl context = context()) {
      for (int i = 0; i < parameters.size(); i++) {
        Object parameter = parameters.get(i);
        if (parameter instanceof Long number) {
          context.getBindVariableService().setLong(i, number);
        } else {
          context.getBindVariableService().setStr(i, parameter.toString());
        }
      }
      List<T> rows = new ArrayList<>();
      try (RecordCursorFactory factory = engine.select(sql, context);
          RecordCursor cursor = factory.getCursor(context)) {
        Row row = new Row(cursor.getRecord(), factory.getMetadata());
        while (cursor.hasNext()) {
          rows.add(read.apply(row));
        }
      }
      return rows;
    } catch (SqlException | RuntimeException e) {
      throw failed(sql, e);
    }
  }

  /** Passes on the rows of such a query. */
  void each(String sql, List<Object> parameters, Consumer<Row> read) {
    query(
        sql,
        parameters,
        row -> {
          read.accept(row);
          return true;
        });
  }

  @Override
  public void close() {
    try (MutedThread quiet = new MutedThread()) {
      server.close();
    }
  }

  private SqlExecutionContextImpl context() {
    return new SqlExecutionContextImpl(engine, 1)
        .with(
            AllowAllSecurityContext.INSTANCE,
            new BindVariableServiceImpl(engine.getConfiguration()));
  }

  private static HistoryUnavailableException failed(String sql, Exception e) {
    return new HistoryUnavailableException(
        "history query failed: " + e.getMessage() + " in " + sql, e);
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
