package io.millwright.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what stands in the way, before or while it runs. */
@Command(
    name = "doctor",
    description = "Check this machine and, with --url, a running Millwright. Exit code 1 if ill.")
final class DoctorCommand implements Callable<Integer> {
  private static final long NEEDED_MEBIBYTES = 2048;
  private static final long NEEDED_DISK_MEBIBYTES = 1024;

  private final Terminal terminal;
  private final List<Finding> findings = new ArrayList<>();

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(names = "--data-dir", paramLabel = "D", description = "Data directory to check.")
  private @Nullable Path dataDirectory;

  @Option(names = "--port", paramLabel = "P", description = "Ports that must be free.")
  private List<Integer> ports = List.of();

  @Option(names = "--url", paramLabel = "URL", description = "Console of a running Millwright.")
  private @Nullable URI url;

  @Mixin private final JsonOption json = new JsonOption();

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * One check.
   *
   * @param ok whether it is as it should be
   * @param detail what was found and what to do
   */
  record Finding(String check, boolean ok, String detail) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    json.prepare(terminal);
    java();
    memory();
    dataDirectory(
        dataDirectory == null ? Path.of(System.getProperty("java.io.tmpdir")) : dataDirectory);
    for (int port : ports) {
      port(port);
    }
    if (url != null) {
      running(url);
    }
    for (Finding f : findings) {
      terminal.say((f.ok ? "ok    " : "ILL   ") + f.check + ": " + f.detail);
    }
    json.write(terminal, findings);
    return findings.stream().allMatch(Finding::ok) ? 0 : Failure.RUNNING;
  }

  private void java() {
    int feature = Runtime.version().feature();
    find(
        "java",
        feature >= 17,
        Runtime.version() + (feature >= 17 ? "" : "; 17 or newer is needed"));
  }

  private void memory() throws IOException {
    Path file = Path.of("/proc/meminfo");
    if (!Files.isReadable(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("MemAvailable:")) {
        long free = Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        find(
            "memory",
            free >= NEEDED_MEBIBYTES,
            free + " MiB available, " + NEEDED_MEBIBYTES + " MiB needed");
      }
    }
  }

  private void dataDirectory(Path directory) throws IOException {
    Path existing = directory.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean writable = Files.isDirectory(existing) && Files.isWritable(existing);
    find("data directory", writable, directory + (writable ? " is writable" : " is not writable"));
    if (writable) {
      long free = Files.getFileStore(existing).getUsableSpace() >> 20;
      find(
          "disk",
          free >= NEEDED_DISK_MEBIBYTES,
          free + " MiB free, " + NEEDED_DISK_MEBIBYTES + " MiB needed");
    }
    if (writable && Files.exists(directory.resolve("millwright.lock"))) {
      find(
          "lock",
          true,
          DataDirectory.isInUse(directory) ? "in use by a running millwright" : "free");
    }
  }

  private void port(int port) {
    try {
      LoopbackPort.of(port);
      find("port " + port, true, "free");
    } catch (LoopbackPort.InUseException e) {
      find("port " + port, false, String.valueOf(e.getMessage()));
    }
  }

  private void running(URI console) throws InterruptedException {
    try {
      HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(console.resolve("/health/ready"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode health = CloudEventCodec.JSON.readTree(answer.body());
      find("health", answer.statusCode() == 200, health.path("status").asText() + " " + health);
    } catch (IOException | IllegalArgumentException e) {
      find("health", false, "no console answers at " + console + ": " + e);
    }
  }

  private void find(String check, boolean ok, String detail) {
    findings.add(new Finding(check, ok, detail));
  }
}
