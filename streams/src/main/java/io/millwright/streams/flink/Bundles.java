package io.millwright.streams.flink;

import java.io.Serializable;

/** Where the bytes of released model bundles are. Safe for any number of threads. */
public interface Bundles extends Serializable {
  /**
   * The bundle with a digest, which is checked.
   *
   * @param sha256 digest of the whole, lower-case hex
   * @throws io.millwright.models.release.InvalidBundleException if it is not there, or not whole
   * @throws RuntimeException of any other kind if that cannot be told at this moment
   */
  byte[] read(String sha256);
}
