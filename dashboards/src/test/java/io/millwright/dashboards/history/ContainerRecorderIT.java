package io.millwright.dashboards.history;

import java.nio.file.Path;

/** Into an InfluxDB in a container. */
class ContainerRecorderIT extends RecorderKit {
  @Override
  RealInflux server(Path directory) throws Exception {
    return ContainerServer.startOrSkip();
  }

  @Override
  int machines() {
    return 2;
  }
}
