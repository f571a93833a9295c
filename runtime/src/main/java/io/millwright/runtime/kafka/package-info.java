/**
 * Kafka clients typed by the {@link io.millwright.contracts.Topics catalogue}. Entry: {@link
 * io.millwright.runtime.kafka.KafkaSettings}.
 */
@NullMarked
package io.millwright.runtime.kafka;

import org.jspecify.annotations.NullMarked;
