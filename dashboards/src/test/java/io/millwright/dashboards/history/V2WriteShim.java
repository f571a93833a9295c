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

/**
 * Lets a real InfluxDB 1.6, as Debian has it, take writes of the version 2 API: {@code
 * /api/v2/write?bucket=b/p&precision=us} becomes {@code /write?db=b&rp=p&precision=u}; {@code
 * /query} and {@code /ping} pass through. InfluxDB 1.8 and later do the same themselves.
 */
public final class V2WriteShim implements AutoCloseable {
  private static final Map<String, String> PRECISIONS =
      Map.of("ns", "n", "us", "u", "ms", "ms", "s", "s");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI influx;

  public V2WriteShim(URI influx) {
    this.influx = influx;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/v2/write", exchange -> forward(exchange, v1Write(exchange)));
    server.createContext("/", exchange -> forward(exchange, exchange.getRequestURI().toString()));
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static String v1Write(HttpExchange exchange) {
    Map<String, String> parameters =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String bucket =
        URLDecoder.decode(parameters.getOrDefault("bucket", ""), StandardCharsets.UTF_8);
    int slash = bucket.indexOf('/');
    return "/write?db="
        + encoded(slash < 0 ? bucket : bucket.substring(0, slash))
        + (slash < 0 ? "" : "&rp=" + encoded(bucket.substring(slash + 1)))
        + "&precision="
        + PRECISIONS.get(parameters.get("precision"));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
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
      byte[] answer = response.body();
      exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
