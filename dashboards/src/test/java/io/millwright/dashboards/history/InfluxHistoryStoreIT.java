package io.millwright.dashboards.history;

import java.nio.file.Path;

/** On Debian's InfluxDB. */
class InfluxHistoryStoreIT extends InfluxHistoryKit {
  @Override
  RealInflux server(Path directory) throws Exception {
    return DebianServer.startOrSkip(directory);
  }
}
