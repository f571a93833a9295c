package io.millwright.alerts.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that behaves as a vendor's public documentation or code says, keeps state, and
 * fails when it is told to. Its handler runs on one thread.
 */
public abstract class VendorServer implements AutoCloseable {
  protected static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it the JDK's server waits 40 ms before the end of each answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;
  private volatile Answer forced = new Answer(500, Map.of(), "");

  /** A write that arrived, or a read. */
  public record Call(
      String method, String path, Map<String, String> query, Headers headers, String body) {
    public String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What is sent back. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer json(int status, Object body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body.toString());
    }
  }

  private enum Fault {
    NONE,
    FORCED,
    LOST,
    SILENT
  }

  protected VendorServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(executor);
    server.start();
  }

  /** The system's own behaviour. */
  protected abstract Answer handle(Call call);

  /** One that the server clock has now; advances, so that no two changes share it. */
  protected Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private volatile Instant now = Instant.parse("2026-03-01T08:00:00Z");

  public Instant now() {
    return now;
  }

  public URI url(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** All calls that arrived, oldest first. */
  public List<Call> calls() {
    return calls;
  }

  /** The calls of a method whose path contains a text. */
  public List<Call> calls(String method, String path) {
    return calls.stream().filter(c -> c.method.equals(method) && c.path.contains(path)).toList();
  }

  /** The next write is answered so, without being carried out. */
  public void answerNextWrite(int status, Map<String, String> headers, String body) {
    forced = new Answer(status, headers, body);
    fault = Fault.FORCED;
  }

  /** The next write is carried out, but the connection breaks before its answer. */
  public void loseNextAnswer() {
    fault = Fault.LOST;
  }

  /** The next write is accepted and never answered. */
  public void keepSilent() {
    fault = Fault.SILENT;
  }

  /** Whether a call changes something; reads are left alone by faults. */
  protected abstract boolean write(Call call);

  private void serve(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query(exchange.getRequestURI().getRawQuery()),
              exchange.getRequestHeaders(),
              body);
      calls.add(call);
      Fault now = write(call) ? fault : Fault.NONE;
      if (now != Fault.NONE) {
        fault = Fault.NONE;
      }
      if (now == Fault.SILENT) {
        closed.await();
        return;
      }
      Answer answer = now == Fault.FORCED ? forced : answer(call);
      if (now == Fault.LOST) {
        return;
      }
      answer.headers().forEach((k, v) -> exchange.getResponseHeaders().add(k, v));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer answer(Call call) {
    return handle(call);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
