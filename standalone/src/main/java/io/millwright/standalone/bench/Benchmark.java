package io.millwright.standalone.bench;

/**
 * A benchmark's outcome; the components are the JSON keys of the command line's contract. More is
 * better, but for times.
 *
 * @param name what was done
 * @param unit of both values
 * @param value median of the candidate
 * @param baselineName what it is compared with
 * @param baselineValue median of the baseline
 * @param ratio median of the pairs' ratios, candidate over baseline
 */
public record Benchmark(
    String name,
    String unit,
    double value,
    String baselineName,
    double baselineValue,
    double ratio) {}
