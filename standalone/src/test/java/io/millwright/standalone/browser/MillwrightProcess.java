package io.millwright.standalone.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher of the source tree in a process of its own, as a user starts it. */
final class MillwrightProcess implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Process process;
  private final List<String> lines = new ArrayList<>(); // guarded by itself

  private MillwrightProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "millwright-output");
    reader.setDaemon(true);
    reader.start();
  }

  static MillwrightProcess start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("millwright").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MILLWRIGHT_NO_BUILD", "true");
    return new MillwrightProcess(builder.start());
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      synchronized (lines) {
        lines.add("output ended: " + e.getMessage()); // it is being stopped
      }
    }
  }

  /** Where the console is, once it says so. */
  URI console() throws InterruptedException {
    return URI.create(await("console +(http\\S+)", Duration.ofMinutes(2)));
  }

  /** What lets a person act. */
  String token() throws InterruptedException {
    return await("token +(\\S+)", Duration.ofMinutes(2));
  }

  /** Where its broker is. */
  String broker() throws InterruptedException {
    return await("broker +(\\S+)", Duration.ofMinutes(2));
  }

  /**
   * What a line says that is or will be printed.
   *
   * @param pattern with one group
   * @throws AssertionError if it does not come, with everything that was printed
   */
  String await(String pattern, Duration patience) throws InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      while (true) {
        Optional<String> found =
            lines.stream()
                .map(wanted::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !process.isAlive()) {
          throw new AssertionError("no '" + pattern + "' in:\n" + String.join("\n", lines));
        }
        lines.wait(Math.min(left, 200));
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
