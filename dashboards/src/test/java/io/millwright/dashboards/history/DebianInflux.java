package io.millwright.dashboards.history;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real InfluxDB process on a free loopback port with its data in a directory. */
public final class DebianInflux implements AutoCloseable {
  private final Process process;
  private final URI url;

  private DebianInflux(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  public static Optional<Path> executable() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, "influxd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static DebianInflux start(Path executable, Path directory) throws Exception {
    int http = freePort();
    Path config =
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
                .formatted(freePort(), directory, directory, directory, http));
    Process process =
        new ProcessBuilder(executable.toString(), "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("influxd.log").toFile())
            .start();
    DebianInflux influx = new DebianInflux(process, URI.create("http://127.0.0.1:" + http));
    influx.awaitPing();
    return influx;
  }

  public URI url() {
    return url;
  }

  public void createDatabase(String name) throws Exception {
    int status = post("/query", "q=CREATE+DATABASE+" + name);
    if (status != 200) {
      throw new IOException("CREATE DATABASE answered " + status);
    }
  }

  private void awaitPing() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        post("/ping", "");
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          close();
          throw new IOException("influxd did not come up", e);
        }
        Thread.sleep(50);
      }
    }
  }

  private int post(String path, String form) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
