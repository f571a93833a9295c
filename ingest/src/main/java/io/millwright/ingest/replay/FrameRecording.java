package io.millwright.ingest.replay;

import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A file that is played frame by frame. */
interface FrameRecording {
  /** The machine that it was taken of. */
  AssetId assetId();

  /**
   * Opens it at its first frame.
   *
   * @throws io.millwright.models.dataset.MalformedDatasetException if it cannot be read
   */
  FrameStream open();

  /** Its records, in order; one owner thread. */
  interface FrameStream extends AutoCloseable {
    /**
     * The next record; null at the end.
     *
     * @throws io.millwright.models.dataset.MalformedDatasetException if the rest cannot be read
     */
    @Nullable SourceRecord next();

    @Override
    void close();
  }
}
