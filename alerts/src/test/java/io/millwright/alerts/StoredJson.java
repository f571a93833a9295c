package io.millwright.alerts;

import io.millwright.contracts.Codec;

/** The codec of the stores, for tests in other packages. */
public final class StoredJson<T extends Record> {
  private final Codec<T> codec;

  public StoredJson(Class<T> type) {
    this.codec = StateCodecs.json(type);
  }

  public byte[] encode(T value) {
    return codec.encode(value);
  }

  public T decode(byte[] bytes) {
    return codec.decode(bytes);
  }
}
