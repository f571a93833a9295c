package io.millwright.dashboards.history;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Answers writes as it is told, for what a real server cannot be made to say at will. */
final class ScriptedInflux implements AutoCloseable {
  static {
    // Else an answer with a body waits 40 ms for the client to acknowledge its header.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Function<List<String>, Answer> script;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  /**
   * @param headers name, value, name, value
   */
  record Answer(int status, String body, String... headers) {
    static final Answer OK = new Answer(204, "");
  }

  /**
   * @param script from the lines of a request to the answer; lines that are answered with 204 are
   *     accepted, others are not
   */
  ScriptedInflux(Function<List<String>, Answer> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/api/v2/write", this::write);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lines that were accepted, in order. */
  List<String> accepted() {
    return new ArrayList<>(accepted);
  }

  /** Query, token and encoding of each request. */
  List<Map<String, String>> requests() {
    return requests;
  }

  private void write(HttpExchange exchange) throws IOException {
    try (exchange) {
      String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      requests.add(
          Map.of(
              "query", exchange.getRequestURI().getRawQuery(),
              "token", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              "encoding", encoding));
      InputStream body = exchange.getRequestBody();
      byte[] bytes = (encoding.equals("gzip") ? new GZIPInputStream(body) : body).readAllBytes();
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      Answer answer = script.apply(lines);
      if (answer.status == 204) {
        accepted.addAll(lines);
      }
      for (int i = 0; i < answer.headers.length; i += 2) {
        exchange.getResponseHeaders().add(answer.headers[i], answer.headers[i + 1]);
      }
      byte[] said = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status, said.length == 0 ? -1 : said.length);
      if (said.length > 0) {
        exchange.getResponseBody().write(said);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
