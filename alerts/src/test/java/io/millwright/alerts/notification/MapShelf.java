package io.millwright.alerts.notification;

import io.millwright.alerts.StoredJson;
import java.util.HashMap;
import java.util.Map;

/** A shelf that keeps bytes, as the stores do: what cannot be read again is lost. */
final class MapShelf<V extends Record> implements Shelf<V> {
  private final Map<String, byte[]> kept = new HashMap<>();
  private final StoredJson<V> json;

  MapShelf(Class<V> type) {
    this.json = new StoredJson<>(type);
  }

  @Override
  public Map<String, V> all() {
    Map<String, V> all = new HashMap<>();
    kept.forEach((key, bytes) -> all.put(key, json.decode(bytes)));
    return all;
  }

  @Override
  public void put(String key, V value) {
    kept.put(key, json.encode(value));
  }

  @Override
  public void delete(String key) {
    kept.remove(key);
  }
}
