/**
 * What a maintenance system is told about an order and what its answers mean, declared in YAML
 * instead of code. Entry point: {@link io.millwright.alerts.cmms.mapping.OrderMapping}.
 */
@NullMarked
package io.millwright.alerts.cmms.mapping;

import org.jspecify.annotations.NullMarked;
