package io.millwright.dashboards.history;

import java.nio.file.Path;

/** Into Debian's InfluxDB. */
class RecorderIT extends RecorderKit {
  @Override
  RealInflux server(Path directory) throws Exception {
    return DebianServer.startOrSkip(directory);
  }

  @Override
  int machines() {
    return Integer.getInteger("millwright.history.machines", 5);
  }
}
