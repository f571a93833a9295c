package io.millwright.alerts.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A maintenance system with memory, behind real HTTP: it stores what it is told, refuses lost
 * updates, and fails when a test wants it to. It knows nothing of idempotency, as none does.
 */
final class PlainCmmsServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final InstantSource clock;
  private final Map<String, ObjectNode> orders = new LinkedHashMap<>();
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<String> log = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int port;
  private HttpServer server;
  private volatile Consumer<String> during = method -> {};
  private boolean uniqueReferences;
  private int nextId = 100;

  /**
   * @param method it strikes, once
   * @param status of the answer; 0 gives none at all
   * @param executed whether the request is carried out all the same
   */
  record Fault(String method, int status, Map<String, String> headers, boolean executed) {}

  PlainCmmsServer(InstantSource clock) throws IOException {
    this.clock = clock;
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    made.setExecutor(threads);
    made.createContext("/orders", this::serve);
    made.start();
    return made;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/orders");
  }

  /** Nobody listens any more. */
  void stop() {
    server.stop(0);
  }

  void restart() throws IOException {
    server = listen(port);
  }

  synchronized void refuseDoubleReferences() {
    uniqueReferences = true;
  }

  /** What happens while a request, by its method, is under way. */
  void during(Consumer<String> happening) {
    during = happening;
  }

  void fail(String method, int status) {
    faults.add(new Fault(method, status, Map.of(), false));
  }

  void fail(Fault fault) {
    faults.add(fault);
  }

  /** What a person does in the system. */
  synchronized void edit(String id, Consumer<ObjectNode> change) {
    ObjectNode order = Objects.requireNonNull(orders.get(id));
    change.accept(order);
    touch(order);
  }

  synchronized ObjectNode delete(String id) {
    return Objects.requireNonNull(orders.remove(id));
  }

  /** Was only out of sight. */
  synchronized void bringBack(ObjectNode order) {
    orders.put(order.get("id").asText(), order);
  }

  /** An order that somebody else made. */
  synchronized String add(String reference, String status) {
    ObjectNode order = JSON.createObjectNode();
    order.put("reference", reference).put("status", status);
    return insert(order);
  }

  synchronized List<ObjectNode> orders() {
    return orders.values().stream().map(ObjectNode::deepCopy).toList();
  }

  /** Requests so far: method and outcome. */
  synchronized List<String> log() {
    return List.copyOf(log);
  }

  private String insert(ObjectNode order) {
    String id = Integer.toString(nextId++);
    order.put("id", id).put("version", 0);
    order.putArray("revisions").add(order.path("revision").asInt());
    touch(order);
    orders.put(id, order);
    return id;
  }

  private void touch(ObjectNode order) {
    order.put("version", order.path("version").asInt() + 1);
    order.put("updatedAt", clock.instant().toString());
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    during.accept(exchange.getRequestMethod());
    Fault fault = faults.peek();
    boolean struck =
        fault != null && fault.method().equals(exchange.getRequestMethod()) && faults.remove(fault);
    Answer answer = struck && !fault.executed() ? new Answer(0, "") : execute(exchange, body);
    if (struck && fault.status() == 0) {
      try {
        closing.await(); // holds the answer back for ever
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    if (struck) {
      fault.headers().forEach(exchange.getResponseHeaders()::set);
      answer = new Answer(fault.status(), fault.status() == 200 ? "[]" : "as the test wants it");
    }
    synchronized (this) {
      log.add(exchange.getRequestMethod() + " " + answer.status());
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private record Answer(int status, String body) {}

  private synchronized Answer execute(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getQuery();
    String id = path.length() > "/orders/".length() ? path.substring("/orders/".length()) : "";
    ObjectNode known = orders.get(id);
    switch (exchange.getRequestMethod()) {
      case "POST":
        ObjectNode made = (ObjectNode) JSON.readTree(body);
        if (uniqueReferences && orders.values().stream().anyMatch(o -> same(o, made))) {
          return new Answer(409, "exists");
        }
        insert(made);
        return new Answer(201, made.toString());
      case "PUT":
        if (known == null) {
          return new Answer(404, "");
        }
        String expected = exchange.getRequestHeaders().getFirst("If-Match");
        if (!known.path("version").asText().equals(expected)) {
          return new Answer(412, "changed since");
        }
        JsonNode change = JSON.readTree(body);
        ((ArrayNode) known.get("revisions")).add(change.path("revision").asInt());
        known.setAll((ObjectNode) change);
        touch(known);
        return new Answer(200, known.toString());
      default:
        if (!id.isEmpty()) {
          return known == null ? new Answer(404, "") : new Answer(200, known.toString());
        }
        ArrayNode found = JSON.createArrayNode();
        String value = query.substring(query.indexOf('=') + 1);
        orders.values().stream()
            .filter(
                o ->
                    query.startsWith("reference")
                        ? o.path("reference").asText().equals(value)
                        : !Instant.parse(o.path("updatedAt").asText())
                            .isBefore(Instant.parse(value)))
            .forEach(found::add);
        return new Answer(200, found.toString());
    }
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.path("reference").equals(b.path("reference"));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
