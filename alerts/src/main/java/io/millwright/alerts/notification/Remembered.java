package io.millwright.alerts.notification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A shelf with its contents at hand, in the order of keys, so that a restart changes nothing. */
final class Remembered<V> {
  private final Shelf<V> shelf;
  private final Map<String, V> values;

  Remembered(Shelf<V> shelf) {
    this.shelf = shelf;
    this.values = new TreeMap<>(shelf.all());
  }

  @Nullable V get(String key) {
    return values.get(key);
  }

  /** As of now: the caller may change what is remembered meanwhile. */
  List<V> values() {
    return List.copyOf(values.values());
  }

  List<Map.Entry<String, V>> entries() {
    return values.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList();
  }

  void put(String key, V value) {
    values.put(key, value);
    shelf.put(key, value);
  }

  void remove(String key) {
    if (values.remove(key) != null) {
      shelf.delete(key);
    }
  }
}
