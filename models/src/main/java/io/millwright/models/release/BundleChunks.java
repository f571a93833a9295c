package io.millwright.models.release;

import io.millwright.contracts.model.BundleChunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bundle cut into pieces that fit into messages, and put together again. */
public final class BundleChunks {
  /** Well below what a broker takes in one message. */
  public static final int CHUNK_BYTES = 512 << 10;

  private BundleChunks() {}

  /** Kafka key of a piece. */
  public static String key(BundleChunk chunk) {
    return chunk.sha256() + "/" + chunk.index();
  }

  /** The pieces of a bundle, in order. */
  public static List<BundleChunk> of(byte[] bundle) {
    String sha256 = Sha256.hex(bundle);
    int count = Math.max(1, (bundle.length + CHUNK_BYTES - 1) / CHUNK_BYTES);
    List<BundleChunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = i * CHUNK_BYTES;
      int to = Math.min(bundle.length, from + CHUNK_BYTES);
      chunks.add(new BundleChunk(sha256, i, count, Arrays.copyOfRange(bundle, from, to)));
    }
    return chunks;
  }

  /**
   * The pieces of one bundle as they come, in any order, repeated or not. One owner thread.
   *
   * <p>Nothing that is put together is used before its digest is that of the release: a piece that
   * was damaged, or is of another bundle, ends in a refusal.
   */
  public static final class Assembly {
    private final String sha256;
    private final SortedMap<Integer, byte[]> pieces = new TreeMap<>();
    private int count;

    /** Waits for the pieces of the bundle with this digest. */
    public Assembly(String sha256) {
      this.sha256 = sha256;
    }

    /** Takes a piece; those of other bundles are left out. */
    public void take(BundleChunk chunk) {
      if (chunk.sha256().equals(sha256)) {
        count = chunk.count();
        pieces.put(chunk.index(), chunk.bytes());
      }
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
      return count > 0 && pieces.size() == count;
    }

    /**
     * The bundle's bytes.
     *
     * @throws InvalidBundleException if pieces are missing, or together have another digest
     */
    public byte[] bundle() {
      if (!isComplete()) {
        throw new InvalidBundleException(
            "is not there: %d of %s pieces of %s were sent"
                .formatted(pieces.size(), count == 0 ? "its" : String.valueOf(count), sha256));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pieces.values().forEach(out::writeBytes);
      byte[] bundle = out.toByteArray();
      String found = Sha256.hex(bundle);
      if (!found.equals(sha256)) {
        throw new InvalidBundleException(
            "is damaged: its digest is " + found + ", released was " + sha256);
      }
      return bundle;
    }
  }
}
