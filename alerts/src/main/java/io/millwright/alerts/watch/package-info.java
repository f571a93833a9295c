/**
 * All decisions about one asset, without Kafka and without a clock. Entry point: {@link
 * io.millwright.alerts.watch.AssetWatch}.
 */
@NullMarked
package io.millwright.alerts.watch;

import org.jspecify.annotations.NullMarked;
