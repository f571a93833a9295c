package io.millwright.models.dataset;

/**
 * One flight cycle of one engine.
 *
 * @param unit number of the engine in its file, from 1
 * @param cycle flight cycle since the start of the record, from 1
 * @param values 3 operating settings and 21 sensors in the order of {@link CmapssFile#CHANNELS};
 *     owned by the row, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // replay reads tens of thousands of rows a second
public record CmapssRow(int unit, int cycle, double[] values) {}
