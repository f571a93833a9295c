package io.millwright.runtime.service;

import io.millwright.runtime.service.Health.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that start in order, stop in reverse order and answer for their health together. A stage
 * holds services that do not need each other; they start at the same time.
 *
 * <pre>{@code
 * new ServiceGroup("standalone", Duration.ofSeconds(10))
 *     .then(broker)
 *     .then(recorder, alerts, pipeline)
 *     .then(source);
 * }</pre>
 */
public final class ServiceGroup implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceGroup.class);

  private final String name;
  private final Duration stopTimeout;
  private final List<List<Service>> stages = new ArrayList<>();
  private volatile State state = State.NEW;

  private enum State {
    NEW,
    STARTING,
    RUNNING,
    STOPPED
  }

  /**
   * @param stopTimeout how long one service may take to close before the next one is closed
   */
  public ServiceGroup(String name, Duration stopTimeout) {
    this.name = name;
    this.stopTimeout = stopTimeout;
  }

  /** Adds a stage, which starts when the stages before it run. */
  public ServiceGroup then(Service... services) {
    stages.add(List.of(services));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  /** Starts all; after a failure those that had started are closed before this throws. */
  @Override
  public synchronized void start() {
    state = State.STARTING;
    ExecutorService starters = Executors.newCachedThreadPool();
    try {
      for (List<Service> stage : stages) {
        List<CompletableFuture<Void>> starting =
            stage.stream().map(s -> CompletableFuture.runAsync(() -> start(s), starters)).toList();
        CompletableFuture.allOf(starting.toArray(CompletableFuture<?>[]::new)).join();
      }
      state = State.RUNNING;
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      starters.shutdown();
    }
  }

  private static void start(Service service) {
    long began = System.nanoTime();
    service.start();
    LOG.atInfo()
        .addKeyValue("service", service.name())
        .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
        .log("started");
  }

  /** Closes all in reverse order, each for at most the stop timeout. Idempotent. */
  @Override
  public synchronized void close() {
    if (state == State.STOPPED) {
      return;
    }
    state = State.STOPPED;
    ExecutorService closers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, name + "-close");
              thread.setDaemon(true); // a service that hangs must not keep the process
              return thread;
            });
    for (int i = stages.size() - 1; i >= 0; i--) {
      List<CompletableFuture<Void>> closing =
          stages.get(i).stream()
              .map(
                  s ->
                      CompletableFuture.runAsync(s::close, closers)
                          .orTimeout(stopTimeout.toMillis(), TimeUnit.MILLISECONDS)
                          .exceptionally(
                              error -> {
                                LOG.atWarn()
                                    .addKeyValue("service", s.name())
                                    .addKeyValue("error", error.toString())
                                    .log("did not stop in order");
                                return null;
                              }))
              .toList();
      CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new)).join();
    }
    closers.shutdown();
  }

  /** The worst of all, and the reasons of those that are not up. */
  @Override
  public Health health() {
    if (state != State.RUNNING) {
      return Health.down(state == State.STOPPED ? "stopped" : "starting");
    }
    Map<String, Health> parts = parts();
    Status worst =
        parts.values().stream().map(Health::status).max(Status::compareTo).orElse(Status.UP);
    String reason =
        parts.entrySet().stream()
            .filter(part -> part.getValue().status() != Status.UP)
            .map(part -> part.getKey() + ": " + part.getValue().reason())
            .collect(Collectors.joining("; "));
    return new Health(worst, reason);
  }

  /** Whether it can be given work: started, and nothing is down. */
  public boolean ready() {
    return health().status() != Status.DOWN;
  }

  /** Health of each service by its name, in the order of starting. */
  public Map<String, Health> parts() {
    Map<String, Health> parts = new LinkedHashMap<>();
    stages.forEach(stage -> stage.forEach(s -> parts.put(s.name(), s.health())));
    return parts;
  }
}
