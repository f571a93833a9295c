package io.millwright.dashboards.history;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a real InfluxDB 1.6, as Debian has it, take writes of the version 2 API: {@code
 * /api/v2/write?bucket=db/rp&precision=us} becomes {@code /write?db=db&rp=rp&precision=u}; {@code
 * /query} and {@code /ping} pass through. InfluxDB 1.8 and later do the same themselves. For
 * benchmarks and tests on this machine; not meant for a plant.
 */
public final class V2WriteShim implements AutoCloseable {
  private static final Map<String, String> PRECISIONS =
      Map.of("ns", "n", "us", "u", "ms", "ms", "s", "s");
  private static final byte[] UNAUTHORIZED =
      "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"
          .getBytes(StandardCharsets.UTF_8);

  static {
    // Else an answer with a body waits 40 ms for the client to acknowledge its header.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI influx;
  private final @Nullable String token;

  /** Takes any token, or none. */
  public V2WriteShim(URI influx) {
    this(influx, null);
  }

  /**
   * @param token the only one that is taken, as InfluxDB 2 does it; null takes any
   */
  public V2WriteShim(URI influx, @Nullable String token) {
    this.influx = influx;
    this.token = token;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/v2/write", exchange -> guarded(exchange, v1Write(exchange)));
    server.createContext("/query", exchange -> guarded(exchange, unchanged(exchange)));
    server.createContext("/", exchange -> forward(exchange, unchanged(exchange)));
    server.start();
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static String unchanged(HttpExchange exchange) {
    return exchange.getRequestURI().toString();
  }

  private static String v1Write(HttpExchange exchange) {
    Map<String, String> parameters =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    String[] bucket = parameters.getOrDefault("bucket", "").split("/", 2);
    return "/write?db="
        + encoded(bucket[0])
        + (bucket.length > 1 ? "&rp=" + encoded(bucket[1]) : "")
        + "&precision="
        + PRECISIONS.get(parameters.getOrDefault("precision", "ns"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void guarded(HttpExchange exchange, String pathAndQuery) throws IOException {
    if (token == null
        || ("Token " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      forward(exchange, pathAndQuery);
      return;
    }
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      answer(exchange, 401, UNAUTHORIZED);
    }
  }

  private void forward(HttpExchange exchange, String pathAndQuery) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Headers headers = exchange.getRequestHeaders();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(influx.resolve(pathAndQuery))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      for (String name : new String[] {"Content-Type", "Content-Encoding"}) {
        if (headers.containsKey(name)) {
          request.header(name, headers.getFirst(name));
        }
      }
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("x-influxdb") || name.equals("content-type")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
