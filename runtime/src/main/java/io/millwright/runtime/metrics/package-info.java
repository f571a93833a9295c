/**
 * Meters, declared in one documented enum a module, read by Prometheus. Entry: {@link
 * io.millwright.runtime.metrics.Metrics}.
 */
@NullMarked
package io.millwright.runtime.metrics;

import org.jspecify.annotations.NullMarked;
