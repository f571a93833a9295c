package io.millwright.dashboards.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.console.FleetApi.FleetAnswer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events with what has changed: event {@code fleet} holds the whole fleet when a client
 * comes, then machines that have changed and ids of those that are gone, at most once per interval
 * however fast the plant is.
 *
 * <p>A message holds every machine whose state or work has changed. Of those of which only values
 * have moved it holds the {@value #MOVED_PER_ROUND} that were told longest ago; the others follow
 * in later rounds, so that a large fleet does not fill the line with values that nobody can read.
 *
 * <p>One thread sends and waits for nobody: a client that takes no more is passed over, and is told
 * what it missed once it does. One that takes nothing for {@link #PATIENCE} is sent away.
 */
final class LiveStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] STILL_HERE = ": still here\n\n".getBytes(UTF_8);
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int MOVED_PER_ROUND = 100;

  private final Supplier<FleetSnapshot> fleet;
  private final FleetApi summaries;
  private final int mostClients;
  private final long heartbeatRounds;
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread t = new Thread(task, "console-live");
            t.setDaemon(true);
            return t;
          });

  // Of the sending thread alone.
  private final Map<AssetId, Told> told = new HashMap<>();
  private final Map<AssetId, Long> gone = new HashMap<>(); // and in which round that was told
  private FleetSnapshot now = FleetSnapshot.EMPTY;
  private List<ScopeAction> suspensions = List.of();
  private long suspensionsRound = -1;
  private long round;

  /** What was said last of a machine, and in which round. */
  private record Told(AssetView view, long round) {}

  LiveStream(
      Supplier<FleetSnapshot> fleet, FleetApi summaries, Duration interval, int mostClients) {
    this.fleet = fleet;
    this.summaries = summaries;
    this.mostClients = mostClients;
    this.heartbeatRounds = Math.max(1, HEARTBEAT.toMillis() / interval.toMillis());
    thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Answers with the stream, for as long as the client stays. */
  void join(Context request) {
    if (clients.size() >= mostClients) {
      request.header("Retry-After", "10");
      throw Problem.unavailable(
          mostClients + " clients follow the live stream already; console.mostViewers allows more");
    }
    request.status(200).contentType("text/event-stream;charset=utf-8");
    request.header("X-Accel-Buffering", "no"); // a proxy that gathers would hold events back
    request.future(() -> admit(request.res()));
  }

  private CompletableFuture<Void> admit(HttpServletResponse response) {
    try {
      // Past the compression of the server, which waits for more before it writes.
      ServletOutputStream out = response.getOutputStream();
      LiveClient client = new LiveClient(out);
      clients.add(client);
      CompletableFuture<Void> left = client.ended().thenRun(() -> clients.remove(client));
      out.setWriteListener(client);
      return left;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int clients() {
    return clients.size();
  }

  private void round() {
    try {
      round++;
      now = fleet.get();
      note();
      Map<Long, byte[]> messages = new HashMap<>();
      for (LiveClient client : clients) {
        serve(client, messages);
      }
    } catch (RuntimeException e) { // a scheduled task that throws would never run again
      LOG.atWarn().setCause(e).log("Live stream could not send");
    }
  }

  /** Decides what this round tells. */
  private void note() {
    if (!now.suspensions().equals(suspensions)) {
      suspensions = now.suspensions();
      suspensionsRound = round;
    }
    for (AssetId id : Set.copyOf(told.keySet())) {
      if (!now.assets().containsKey(id)) {
        told.remove(id);
        gone.put(id, round);
      }
    }
    gone.keySet().removeAll(now.assets().keySet());
    List<AssetView> moved = new ArrayList<>();
    for (AssetView view : now.assets().values()) {
      Told before = told.get(view.id());
      if (before == null || !view.standsAs(before.view())) {
        told.put(view.id(), new Told(view, round));
      } else if (before.view() != view) {
        moved.add(view);
      }
    }
    moved.sort(Comparator.comparingLong(view -> toldIn(view.id())));
    for (AssetView view : moved.subList(0, Math.min(MOVED_PER_ROUND, moved.size()))) {
      told.put(view.id(), new Told(view, round));
    }
  }

  private long toldIn(AssetId id) {
    Told last = told.get(id);
    return last == null ? -1 : last.round();
  }

  private void serve(LiveClient client, Map<Long, byte[]> messages) {
    if (client.stuckNanos() > PATIENCE.toNanos()) {
      LOG.atDebug().log("A client of the live stream takes nothing and is sent away");
      client.close();
    } else if (client.writable()) {
      byte[] message = messages.computeIfAbsent(client.toldUntil, this::since);
      if (message.length > 0) {
        client.send(message);
      } else if (round % heartbeatRounds == 0) {
        client.send(STILL_HERE);
      }
      client.toldUntil = round;
    }
  }

  /** What has been told since a round, in one message; empty if nothing has. */
  private byte[] since(long last) {
    if (last < 0) {
      return message(summaries.fleet(now));
    }
    List<AssetView> some =
        now.worstFirst().stream().filter(view -> toldIn(view.id()) > last).toList();
    List<AssetId> removed =
        gone.entrySet().stream().filter(g -> g.getValue() > last).map(Map.Entry::getKey).toList();
    return some.isEmpty() && removed.isEmpty() && suspensionsRound <= last
        ? new byte[0]
        : message(summaries.changes(now, some, removed));
  }

  private static byte[] message(FleetAnswer answer) {
    try {
      String json = CloudEventCodec.JSON.writeValueAsString(answer);
      return ("event: fleet\ndata: " + json + "\n\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.forEach(LiveClient::close);
  }
}
