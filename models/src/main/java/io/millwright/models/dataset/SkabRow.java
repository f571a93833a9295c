package io.millwright.models.dataset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row, about a second, of a Skoltech test bed experiment.
 *
 * @param time the recorded clock time, read as UTC
 * @param values in the order of the reader's channels; owned by the row, not copied
 * @param anomaly the label; null where the file has none
 * @param changePoint the label; null where the file has none
 */
@SuppressWarnings("ArrayRecordComponent") // as CmapssRow
public record SkabRow(
    Instant time, double[] values, @Nullable Boolean anomaly, @Nullable Boolean changePoint) {}
