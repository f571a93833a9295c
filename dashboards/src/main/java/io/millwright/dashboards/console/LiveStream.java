package io.millwright.dashboards.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.sse.SseClient;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events with what has changed: event {@code fleet} holds the whole fleet when a client
 * comes, then only changed machines, at most once per interval however fast the plant is. All
 * sending is done by one thread.
 */
final class LiveStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int MOST_CLIENTS = 100;

  private final Supplier<FleetSnapshot> fleet;
  private final FleetApi summaries;
  private final long heartbeatRounds;
  private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
  private final Queue<SseClient> arrived = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread t = new Thread(task, "console-live");
            t.setDaemon(true);
            return t;
          });
  private FleetSnapshot sent = FleetSnapshot.EMPTY; // of the sending thread alone
  private long rounds; // of the sending thread alone

  LiveStream(Supplier<FleetSnapshot> fleet, FleetApi summaries, Duration interval) {
    this.fleet = fleet;
    this.summaries = summaries;
    this.heartbeatRounds = Math.max(1, HEARTBEAT.toMillis() / interval.toMillis());
    thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void join(SseClient client) {
    if (clients.size() + arrived.size() >= MOST_CLIENTS) {
      client.sendEvent("full", "too many clients");
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    arrived.add(client);
  }

  int clients() {
    return clients.size();
  }

  private void round() {
    try {
      FleetSnapshot now = fleet.get();
      if (now != sent && !clients.isEmpty()) {
        List<AssetView> changed =
            now.worstFirst().stream().filter(view -> sent.assets().get(view.id()) != view).toList();
        if (!changed.isEmpty() || !now.suspensions().equals(sent.suspensions())) {
          String message = json(summaries.answer(now, changed));
          clients.forEach(client -> send(client, c -> c.sendEvent("fleet", message)));
        }
      }
      sent = now;
      welcome(now);
      if (++rounds % heartbeatRounds == 0) {
        clients.forEach(client -> send(client, c -> c.sendComment("still here")));
      }
    } catch (RuntimeException e) { // a scheduled task that throws would never run again
      LOG.atWarn().setCause(e).log("Live stream could not send");
    }
  }

  private void welcome(FleetSnapshot now) {
    if (arrived.isEmpty()) {
      return;
    }
    String message = json(summaries.answer(now, now.worstFirst()));
    for (SseClient client = arrived.poll(); client != null; client = arrived.poll()) {
      clients.add(client);
      send(client, c -> c.sendEvent("fleet", message));
      if (client.terminated()) { // before it was in the set, so nobody took it out
        clients.remove(client);
      }
    }
  }

  /** One client that has gone must not keep the others waiting. */
  private void send(SseClient client, Consumer<SseClient> message) {
    try {
      message.accept(client);
    } catch (RuntimeException e) {
      clients.remove(client);
      LOG.atDebug().addKeyValue("error", e.toString()).log("A client of the live stream has gone");
    }
  }

  private static String json(Object value) {
    try {
      return CloudEventCodec.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.forEach(client -> send(client, SseClient::close));
  }
}
