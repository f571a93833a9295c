package io.millwright.standalone.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench alarms} tells; the components are the JSON keys of the command line's contract.
 * Latencies are from when an assessment was due until its alarm could be read as committed.
 *
 * @param task always {@code bench}
 * @param format always {@code alarms}
 * @param dataset what it was measured on
 * @param trainSeconds nothing is trained
 * @param predictMicrosP50 not measured here
 * @param predictMicrosP99 not measured here
 * @param version of Millwright
 * @param seed of no effect: the load is the same every time
 * @param pairs runs of alerts and baseline, alternating, behind each median
 * @param clock what a second is
 * @param benchmarks medians of the pairs
 * @param assets how many
 * @param assessmentsPerSecond of all together
 * @param seconds of the long stretch that the rest is about
 * @param assessments sent in it
 * @param alarmTransitions read of it
 * @param latencyMillisP50 to 7 %
 * @param latencyMillisP99 to 7 %
 * @param latencyMillisMax the largest
 * @param largestLag records sent and not yet committed as read, at most; looked at twice a second
 * @param lastLag the same, two seconds after the last was sent
 * @param meanLagFirstHalf mean of the samples of the first half
 * @param meanLagSecondHalf mean of the rest: if it is not above the first, the lag does not grow
 * @param cpuCores processor seconds a second of the whole process, with broker and sender
 * @param sendsLateMillis by how much the sender was behind its schedule at most
 */
public record AlarmsBenchReport(
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
    int assets,
    double assessmentsPerSecond,
    int seconds,
    long assessments,
    long alarmTransitions,
    double latencyMillisP50,
    double latencyMillisP99,
    double latencyMillisMax,
    long largestLag,
    long lastLag,
    double meanLagFirstHalf,
    double meanLagSecondHalf,
    double cpuCores,
    double sendsLateMillis) {
  public AlarmsBenchReport {
    benchmarks = List.copyOf(benchmarks);
  }
}
