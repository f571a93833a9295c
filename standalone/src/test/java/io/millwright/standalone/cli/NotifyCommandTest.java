package io.millwright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandTest {
  private final Path directory;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // start() makes the server.
  NotifyCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String to) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("run.yaml"),
            """
            dataDirectory: d
            alerts:
              notification:
                recipients: [{name: room, webhook: room}]
                delivery:
                  webhooks: {room: {form: wecom, url: 'http://127.0.0.1:%d/?key=s3cret'}}
            """
                .formatted(server.getAddress().getPort()));
    return CommandLineProgram.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        "notify",
        "test",
        "--config",
        config.toString(),
        "--to",
        to);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theAnswerOfTheServerIsShown() throws IOException {
    assertThat(run("room")).isZero();
    assertThat(out()).isEqualTo("WEBHOOK room: accepted: 200 {\"errcode\":0,\"errmsg\":\"ok\"}\n");
    assertThat(posted).hasSize(1);
    assertThat(posted.get(0)).contains("This is a test; nothing has happened");
  }

  @Test
  void aRefusalIsAFailure() throws IOException {
    answer = "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}";
    assertThat(run("room")).isEqualTo(1);
    assertThat(out()).contains("refused", "93000").doesNotContain("s3cret");
  }

  @Test
  void whoeverIsNotDeclaredIsWrongUse() throws IOException {
    assertThat(run("nobody")).isEqualTo(2);
    assertThat(err()).contains("no recipient nobody; declared: room");
    assertThat(posted).isEmpty();
  }
}
