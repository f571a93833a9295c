package io.millwright.dashboards.console;

import java.util.List;

/** How far the platform's readers are behind. Thread-safe. */
interface GroupLags extends AutoCloseable {
  /**
   * A consumer group.
   *
   * @param group its id
   * @param members of it that are there now
   * @param lag records that it has not committed yet, over all its partitions
   */
  record GroupLag(String group, int members, long lag) {}

  /** The broker does not tell. */
  final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownException(Throwable cause) {
      super("the lags of readers are not known: " + cause, cause);
    }
  }

  /**
   * By group id, some seconds old at most.
   *
   * @throws UnknownException if it cannot be told
   */
  List<GroupLag> now();

  @Override
  default void close() {}
}
