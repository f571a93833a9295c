/**
 * Benchmarks: what a part of Millwright does in a second, beside a straightforward implementation
 * that computes the same. Entry points: {@link io.millwright.standalone.bench.SignalBench}, {@link
 * io.millwright.standalone.bench.AlarmsBench}, {@link io.millwright.standalone.bench.HistoryBench}.
 */
@NullMarked
package io.millwright.standalone.bench;

import org.jspecify.annotations.NullMarked;
