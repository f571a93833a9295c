package io.millwright.standalone.bench;

import io.millwright.standalone.flow.LatencyHistogram;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * People at the console, each with a live stream open, who look at one machine after another as the
 * pages do: the machine, what was said of it, a trend, its alarms; and at the lists of work. Each
 * read is timed from when it was due, so that a slow answer is not hidden by the wait for it.
 */
final class Viewers implements AutoCloseable {
  /** Between two looks of a person; the pages ask again after 4 s. */
  private static final Duration LOOK = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI console;
  private final List<String> machines;
  private final HttpClient http;
  private final ExecutorService people = Executors.newCachedThreadPool();

  /**
   * @param machines ids that are looked at
   */
  Viewers(URI console, List<String> machines) {
    this.console = console;
    this.machines = List.copyOf(machines);
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * Lets so many people look for some seconds.
   *
   * @return how long their reads took
   * @throws IllegalStateException if a read was answered with anything but success
   */
  LatencyHistogram look(int viewers, int seconds) throws Exception {
    LatencyHistogram latencies = new LatencyHistogram();
    List<Future<InputStream>> arriving = new ArrayList<>();
    for (int viewer = 0; viewer < viewers; viewer++) {
      arriving.add(people.submit(this::stream));
    }
    List<InputStream> streams = new ArrayList<>();
    for (Future<InputStream> stream : arriving) {
      streams.add(stream.get());
    }
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> running = new ArrayList<>();
    for (int viewer = 0; viewer < viewers; viewer++) {
      SplittableRandom random = new SplittableRandom(viewer);
      long first = begin + viewer * LOOK.toNanos() / viewers;
      InputStream live = streams.get(viewer);
      people.execute(() -> drain(live));
      running.add(
          people.submit(
              () -> {
                try (live) {
                  person(random, first, end, latencies);
                }
                return null;
              }));
    }
    for (Future<?> person : running) {
      person.get();
    }
    return latencies;
  }

  private void person(SplittableRandom random, long first, long end, LatencyHistogram latencies)
      throws Exception {
    for (long due = first; due < end; due += LOOK.toNanos()) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      String asset = machines.get(random.nextInt(machines.size()));
      String query = "?asset=" + URLEncoder.encode(asset, StandardCharsets.UTF_8);
      long asked = due;
      for (String path :
          List.of(
              "api/v1/assets/" + asset,
              "api/v1/trends/assessments" + query,
              "api/v1/trends/readings" + query + "&point=channel-07",
              "api/v1/alarms/log" + query,
              "api/v1/cases",
              "api/v1/work-orders")) {
        read(path);
        long answered = System.nanoTime();
        synchronized (latencies) {
          latencies.record((answered - asked) / 1_000);
        }
        asked = answered;
      }
    }
  }

  /** The bytes of an answer. */
  byte[] read(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE).build(),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path
              + " answered "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private InputStream stream() throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(console.resolve("api/v1/live"))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofInputStream())
        .body();
  }

  private static void drain(InputStream stream) {
    byte[] buffer = new byte[16_384];
    try {
      while (stream.read(buffer) >= 0) {
        continue; // a browser would draw it
      }
    } catch (IOException e) {
      // closed: this person has gone
    }
  }

  @Override
  public void close() {
    people.shutdownNow();
  }
}
