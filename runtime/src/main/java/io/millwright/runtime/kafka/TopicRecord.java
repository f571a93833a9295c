package io.millwright.runtime.kafka;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A typed record as it was read.
 *
 * @param key typed key
 * @param value typed value; null for a tombstone
 * @param partition it stands in
 * @param offset in the partition
 * @param appendedAt time stamp that Kafka keeps of it
 * @param headers as written
 */
public record TopicRecord<K, V>(
    K key, @Nullable V value, int partition, long offset, Instant appendedAt, Headers headers) {}
