/**
 * How contract types become bytes: Avro for volume, CloudEvents JSON for people's systems. Entry
 * points: {@link io.millwright.contracts.codec.AvroCodec}, {@link
 * io.millwright.contracts.codec.CloudEventCodec}.
 */
@NullMarked
package io.millwright.contracts.codec;

import org.jspecify.annotations.NullMarked;
