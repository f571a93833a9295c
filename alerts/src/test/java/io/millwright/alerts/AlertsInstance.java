package io.millwright.alerts;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The application in a JVM of its own, so that it can be killed. */
final class AlertsInstance implements AutoCloseable {
  static final AlertsConfig CONFIG = Plant.config("alerts-it");

  private static final String RUNS = "runs";

  private final Process process;

  private AlertsInstance(Process process) {
    this.process = process;
  }

  /** Starts it; {@link #awaitRunning} tells when it runs. */
  static AlertsInstance start(KafkaSettings kafka, Path directory) throws IOException {
    Files.createDirectories(directory);
    return new AlertsInstance(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + directory,
                    "-Dlog4j2.configurationFile=log4j2-test.xml",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AlertsInstance.class.getName(),
                    kafka.bootstrapServers(),
                    directory.resolve("state").toString()))
            .redirectErrorStream(true)
            .start());
  }

  /** Returns when it has its part of the work. */
  void awaitRunning() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder log = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(RUNS)) {
        // Nobody may stop it by not reading what it says.
        Thread reader = new Thread(() -> lines.lines().forEach(System.out::println), "instance");
        reader.setDaemon(true);
        reader.start();
        return;
      }
      log.append(line).append('\n');
    }
    throw new AssertionError("ended before it ran:\n" + log);
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /**
   * Runs until the input ends, as it does when the test that started it has gone.
   *
   * @param args bootstrap servers, state directory
   */
  public static void main(String[] args) throws IOException {
    AlertsApplication application =
        new AlertsApplication(
            CONFIG, KafkaSettings.plain(args[0]), Path.of(args[1]), new Metrics());
    application.start();
    System.out.println(RUNS);
    while (System.in.read() >= 0) {
      // Waits.
    }
    Runtime.getRuntime().halt(0);
  }
}
