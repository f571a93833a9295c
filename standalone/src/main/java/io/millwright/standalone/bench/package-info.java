/**
 * Benchmarks: what a part of Millwright does in a second, beside a straightforward implementation
 * that computes the same. Entry point: {@link io.millwright.standalone.bench.SignalBench}.
 */
@NullMarked
package io.millwright.standalone.bench;

import org.jspecify.annotations.NullMarked;
