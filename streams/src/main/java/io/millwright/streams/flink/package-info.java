/**
 * What Flink needs around the contracts: type information with versioned serializers, and the Kafka
 * ends of a pipeline. Entry point: {@link io.millwright.streams.flink.KafkaEnds}.
 */
@NullMarked
package io.millwright.streams.flink;

import org.jspecify.annotations.NullMarked;
