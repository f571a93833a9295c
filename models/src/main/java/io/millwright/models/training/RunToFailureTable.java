package io.millwright.models.training;

import java.util.HashSet;
import java.util.List;

/**
 * Histories of machines that ran until they failed: what a life model is trained on, whatever the
 * machine.
 *
 * @param channels names of the values of a reading
 * @param settings those of them that say how the machine is driven, may be empty
 * @param histories one a machine; the last reading of each is its failure
 */
public record RunToFailureTable(
    List<String> channels, List<String> settings, List<History> histories) {
  public RunToFailureTable {
    channels = List.copyOf(channels);
    settings = List.copyOf(settings);
    histories = List.copyOf(histories);
    if (channels.isEmpty() || new HashSet<>(channels).size() != channels.size()) {
      throw new IllegalArgumentException("channels must be named, each once: " + channels);
    }
    if (!channels.containsAll(settings) || settings.size() == channels.size()) {
      throw new IllegalArgumentException("settings must be some of the channels: " + settings);
    }
    for (History history : histories) {
      for (double[] row : history.values()) {
        if (row.length != channels.size()) {
          throw new IllegalArgumentException(
              history.unit()
                  + " has a reading of "
                  + row.length
                  + " values, "
                  + channels.size()
                  + " are named");
        }
      }
    }
  }

  public RunToFailureTable withHistories(List<History> chosen) {
    return new RunToFailureTable(channels, settings, chosen);
  }

  public int rows() {
    return histories.stream().mapToInt(History::rows).sum();
  }

  /**
   * One life.
   *
   * @param unit name of the machine
   * @param elapsed time since the life began, strictly increasing
   * @param values per reading the channels' values, NaN = absent; owned by the table, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // tens of thousands of rows, read only
  public record History(String unit, double[] elapsed, double[][] values) {
    public History {
      if (elapsed.length == 0 || elapsed.length != values.length) {
        throw new IllegalArgumentException(
            unit + " has " + elapsed.length + " times and " + values.length + " readings");
      }
      for (int i = 1; i < elapsed.length; i++) {
        if (!(elapsed[i] > elapsed[i - 1])) {
          throw new IllegalArgumentException(
              unit + ": time does not increase at reading " + (i + 1));
        }
      }
    }

    public int rows() {
      return elapsed.length;
    }

    /** Time left after a reading. */
    public double remaining(int row) {
      return elapsed[elapsed.length - 1] - elapsed[row];
    }
  }
}
