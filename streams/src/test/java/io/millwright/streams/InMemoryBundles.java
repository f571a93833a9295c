package io.millwright.streams;

import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.Sha256;
import io.millwright.streams.flink.Bundles;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Bundles in memory, wherever the job carries this. */
public final class InMemoryBundles implements Bundles {
  private static final long serialVersionUID = 1L;
  private static final Map<String, byte[]> BUNDLES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** Adds a bundle; gives its digest. */
  public String add(byte[] bundle) {
    String sha256 = Sha256.hex(bundle);
    BUNDLES.put(id + sha256, bundle);
    return sha256;
  }

  @Override
  public byte[] read(String sha256) {
    byte[] bundle = BUNDLES.get(id + sha256);
    if (bundle == null) {
      throw new InvalidBundleException("is not there");
    }
    if (!Sha256.hex(bundle).equals(sha256)) {
      throw new InvalidBundleException("is damaged");
    }
    return bundle;
  }
}
