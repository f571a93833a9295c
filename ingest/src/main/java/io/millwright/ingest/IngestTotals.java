package io.millwright.ingest;

/**
 * What has become of a source so far, including what an earlier run of the same replay stored:
 * {@code scansIn + framesIn = scansAccepted + framesAccepted + rejected}.
 *
 * @param scansIn scans and records that were meant to be scans
 * @param scansAccepted on the scalar topic
 * @param readingsIn channel values present in the scans of this run
 * @param framesIn frames and records that were meant to be frames
 * @param framesAccepted on the waveform and audio topics
 * @param rejected on the rejected topic
 * @param events machine events on their topic
 * @param resumed records of all kinds that an earlier run had stored and this run skipped
 */
public record IngestTotals(
    long scansIn,
    long scansAccepted,
    long readingsIn,
    long framesIn,
    long framesAccepted,
    long rejected,
    long events,
    long resumed) {
  /** Of a source that has not begun. */
  public static final IngestTotals NONE = new IngestTotals(0, 0, 0, 0, 0, 0, 0, 0);
}
