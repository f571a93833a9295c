package io.millwright.standalone.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench} tells; the components are the JSON keys of the command line's contract.
 *
 * @param task always {@code bench}
 * @param format what was measured, for example {@code signal}
 * @param dataset what it was measured on
 * @param trainSeconds nothing is trained
 * @param predictMicrosP50 not measured here
 * @param predictMicrosP99 not measured here
 * @param version of Millwright
 * @param seed of the made-up signals
 * @param pairs runs of candidate and baseline, alternating, behind each median
 * @param clock what a second is: processor time of the measuring thread, which another process
 *     can't take
 */
public record BenchReport(
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
    List<Benchmark> benchmarks) {
  public BenchReport {
    benchmarks = List.copyOf(benchmarks);
  }
}
