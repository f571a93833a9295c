package io.millwright.alerts.notification;

import java.util.Map;

/**
 * Where the desk's memory is kept across restarts.
 *
 * @param <V> what is kept
 */
public interface Shelf<V> {
  /** Everything that is kept. */
  Map<String, V> all();

  /** Keeps a value. */
  void put(String key, V value);

  /** Keeps it no more. */
  void delete(String key);
}
