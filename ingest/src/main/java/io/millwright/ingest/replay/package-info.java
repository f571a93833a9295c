/**
 * Recorded data played again as telemetry. Entry points: of scans {@link
 * io.millwright.ingest.replay.CmapssReplay}, {@link io.millwright.ingest.replay.SkabReplay} and
 * {@link io.millwright.ingest.replay.CsvReplay}; of vibration {@link
 * io.millwright.ingest.replay.FemtoReplay} and {@link io.millwright.ingest.replay.CwruReplay}; of
 * sound {@link io.millwright.ingest.replay.WavReplay}.
 */
@NullMarked
package io.millwright.ingest.replay;

import org.jspecify.annotations.NullMarked;
