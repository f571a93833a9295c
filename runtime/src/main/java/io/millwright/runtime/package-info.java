/**
 * What every process needs and no domain: configuration, Kafka clients, life cycle, metrics,
 * access.
 */
@NullMarked
package io.millwright.runtime;

import org.jspecify.annotations.NullMarked;
