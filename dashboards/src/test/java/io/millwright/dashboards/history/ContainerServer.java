package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * InfluxDB in a container. The image is that of the property {@value #PROPERTY}, by default the
 * vendor's {@value #VENDORS}, which is set up by its environment variables; an image without the
 * version 2 API, such as one made of Debian's package, gets {@link V2WriteShim} before it. Whoever
 * sets the property has promised that Docker and the image are there.
 */
final class ContainerServer implements RealInflux {
  private static final String PROPERTY = "millwright.image.influxdb";
  private static final String VENDORS = "influxdb:2.7";
  private static final int PORT = 8086;
  private static final long PULL_SECONDS = 120;

  private final GenericContainer<?> container;
  private final URI influx;
  private final @Nullable V2WriteShim shim;
  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("resource") // closed in close()
  private ContainerServer(String image) throws Exception {
    int port = freePort(); // a port of Docker's choice would change with a restart
    this.container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withImagePullPolicy(name -> false)
            .withEnv("DOCKER_INFLUXDB_INIT_MODE", "setup")
            .withEnv("DOCKER_INFLUXDB_INIT_USERNAME", "millwright")
            .withEnv("DOCKER_INFLUXDB_INIT_PASSWORD", "millwright-tests")
            .withEnv("DOCKER_INFLUXDB_INIT_ORG", ORG)
            .withEnv("DOCKER_INFLUXDB_INIT_BUCKET", BUCKET)
            .withEnv("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", TOKEN)
            .withExposedPorts(PORT)
            .withCreateContainerCmdModifier(
                command ->
                    requireNonNull(command.getHostConfig())
                        .withPortBindings(
                            new PortBinding(
                                Ports.Binding.bindIpAndPort("127.0.0.1", port),
                                new ExposedPort(PORT))))
            .waitingFor(Wait.forHttp("/ping").forPort(PORT).forStatusCode(204))
            .withStartupTimeout(Duration.ofSeconds(60));
    this.influx = URI.create("http://127.0.0.1:" + port);
    container.start();
    this.shim = get("/health") == 200 ? null : new V2WriteShim(influx, TOKEN);
  }

  /** One with its data in the container; skipped where there is no Docker or no such image. */
  static ContainerServer startOrSkip() throws Exception {
    String promised = System.getProperty(PROPERTY);
    String image = promised == null ? VENDORS : promised;
    String lacking = lacking(image);
    if (lacking != null) {
      String reason = "no InfluxDB in a container: " + lacking;
      assertThat(promised).as(reason).isNull();
      System.err.println("skipped: " + reason);
      assumeTrue(false, reason);
    }
    return new ContainerServer(image);
  }

  private static @Nullable String lacking(String image) throws InterruptedException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return "Docker does not answer";
    }
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(image).exec();
      return null;
    } catch (NotFoundException e) {
      try {
        return docker.pullImageCmd(image).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)
            ? null
            : "pulling " + image + " takes too long";
      } catch (RuntimeException unreachable) {
        return image + " is not here and cannot be pulled: " + unreachable.getMessage();
      }
    }
  }

  @Override
  public URI url() {
    return shim == null ? influx : shim.url();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void start() throws Exception {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        get("/ping");
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private int get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(influx.resolve(path)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    if (shim != null) {
      shim.close();
    }
    container.stop();
  }
}
