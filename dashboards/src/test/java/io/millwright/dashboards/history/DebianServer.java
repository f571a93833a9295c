package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Debian's InfluxDB as a process of its own, behind {@link V2WriteShim}. */
final class DebianServer implements RealInflux {
  private final DebianInflux influx;
  private final V2WriteShim shim;

  private DebianServer(DebianInflux influx) {
    this.influx = influx;
    this.shim = new V2WriteShim(influx.url(), TOKEN);
  }

  /** One with its data in a directory; where there is none, the test is skipped, but not in CI. */
  static DebianServer startOrSkip(Path directory) throws Exception {
    Optional<Path> executable = DebianInflux.executable();
    if (executable.isEmpty()) {
      String reason = "no influxd on the path: apt-get install influxdb";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.err.println("skipped: " + reason);
      assumeTrue(false, reason);
    }
    return new DebianServer(DebianInflux.start(executable.get(), directory));
  }

  @Override
  public URI url() {
    return shim.url();
  }

  @Override
  public void kill() throws InterruptedException {
    influx.kill();
  }

  @Override
  public void start() throws Exception {
    influx.start();
  }

  @Override
  public void close() throws InterruptedException {
    shim.close();
    influx.close();
  }
}
