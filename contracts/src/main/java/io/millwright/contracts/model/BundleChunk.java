package io.millwright.contracts.model;

/**
 * A piece of a model bundle; key is {@code sha256/index}.
 *
 * @param sha256 digest of the whole bundle
 * @param index of this chunk, from 0
 * @param count of chunks
 * @param bytes of this chunk
 */
public record BundleChunk(String sha256, int index, int count, byte[] bytes) {
  public BundleChunk {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("chunk " + index + " of " + count);
    }
  }
}
