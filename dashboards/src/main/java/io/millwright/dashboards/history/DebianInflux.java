package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real InfluxDB 1 process, as Debian packages it, on a free loopback port with its data in a
 * directory: for benchmarks and tests. Owned by one thread.
 */
public final class DebianInflux implements AutoCloseable {
  private final Path executable;
  private final Path directory;
  private final URI url;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private DebianInflux(Path executable, Path directory, URI url) {
    this.executable = executable;
    this.directory = directory;
    this.url = url;
  }

  /** The {@code influxd} on the path, if there is one. */
  public static Optional<Path> executable() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, "influxd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one and waits until it answers.
   *
   * @throws IOException if it does not within 20 s
   */
  public static DebianInflux start(Path executable, Path directory)
      throws IOException, InterruptedException {
    int port = freePort();
    Files.writeString(
        directory.resolve("influxdb.conf"),
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s/meta"
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          index-version = "tsi1"
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        [monitor]
          store-enabled = false
        """
            .formatted(freePort(), directory, directory, directory, port));
    DebianInflux influx =
        new DebianInflux(executable, directory, URI.create("http://127.0.0.1:" + port));
    influx.start();
    return influx;
  }

  /** Starts it again, on the same port and data, after {@link #close} or {@link #kill}. */
  public void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                executable.toString(), "-config", directory.resolve("influxdb.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("influxd.log").toFile()))
            .start();
    awaitPing();
  }

  /** Ends it at once, as a power cut would. */
  public void kill() throws InterruptedException {
    requireNonNull(process).destroyForcibly().waitFor();
  }

  /** Of its HTTP API. */
  public URI url() {
    return url;
  }

  /**
   * Runs statements.
   *
   * @return the answer as JSON
   * @throws IOException if it holds an error
   */
  public String query(String statements) throws IOException, InterruptedException {
    HttpResponse<String> response =
        post("/query", "q=" + URLEncoder.encode(statements, StandardCharsets.UTF_8));
    if (response.statusCode() != 200 || response.body().contains("\"error\"")) {
      throw new IOException(
          statements + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private void awaitPing() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        post("/ping", "");
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !requireNonNull(process).isAlive()) {
          close();
          throw new IOException("influxd did not come up", e);
        }
        Thread.sleep(50);
      }
    }
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it in good order. Idempotent. */
  @Override
  public void close() throws InterruptedException {
    Process running = requireNonNull(process);
    running.destroy();
    if (!running.waitFor(10, TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }
}
