/**
 * Readers of the published data sets that the platform replays, trains on and is scored against.
 *
 * <p>Every reader streams plain or gzipped text and comes in two manners: strict, where the first
 * bad line is a {@link io.millwright.models.dataset.MalformedDatasetException}, and line by line,
 * where a bad line is a value with its raw text and reason, so that replay can send it to the
 * rejected topic. Vibration recordings ({@link io.millwright.models.dataset.VibrationRecord}) are
 * streamed block by block, strictly.
 */
@NullMarked
package io.millwright.models.dataset;

import org.jspecify.annotations.NullMarked;
