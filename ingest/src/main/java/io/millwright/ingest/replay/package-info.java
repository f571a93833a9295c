/**
 * Recorded data played again as telemetry. Entry points: {@link
 * io.millwright.ingest.replay.CmapssReplay}, {@link io.millwright.ingest.replay.SkabReplay} and
 * {@link io.millwright.ingest.replay.CsvReplay}.
 */
@NullMarked
package io.millwright.ingest.replay;

import org.jspecify.annotations.NullMarked;
