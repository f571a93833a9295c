/**
 * What travels on Kafka. Entry point: {@link io.millwright.contracts.Topics}, the catalogue of
 * every topic.
 */
@NullMarked
package io.millwright.contracts;

import org.jspecify.annotations.NullMarked;
