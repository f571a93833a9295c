package io.millwright.standalone.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench history} tells; the components are the JSON keys of the command line's
 * contract.
 *
 * @param task always {@code bench}
 * @param format always {@code history}
 * @param dataset what it was measured on
 * @param trainSeconds nothing is trained
 * @param predictMicrosP50 not measured here
 * @param predictMicrosP99 not measured here
 * @param version of Millwright
 * @param seed of no effect: the load is the same every time
 * @param pairs runs of each way, alternating, behind each median
 * @param clock what a second is
 * @param benchmarks medians of the pairs, in points per second
 * @param server kind and version of the InfluxDB
 * @param pointsARun points that one run writes
 * @param steadyPoints points that the recorder wrote in one go after the pairs; 0 if not asked for
 * @param steadyPointsPerSecond while it did
 * @param usedHeapBytes used heap after a collection at the start and after every tenth of these
 */
public record HistoryBenchReport(
    String task,
    String format,
    String dataset,
    @Nullable Double trainSeconds,
    @Nullable Double predictMicrosP50,
    @Nullable Double predictMicrosP99,
    String version,
    long seed,
    int pairs,
    String clock,
    List<Benchmark> benchmarks,
    String server,
    int pointsARun,
    long steadyPoints,
    @Nullable Double steadyPointsPerSecond,
    List<Long> usedHeapBytes) {
  public HistoryBenchReport {
    benchmarks = List.copyOf(benchmarks);
    usedHeapBytes = List.copyOf(usedHeapBytes);
  }
}
