package io.millwright.dashboards.history;

import java.nio.file.Path;

/** On an InfluxDB in a container. */
class ContainerHistoryStoreIT extends InfluxHistoryKit {
  @Override
  RealInflux server(Path directory) throws Exception {
    return ContainerServer.startOrSkip();
  }
}
