/**
 * Data acquisition (ISO 13374 DA): what machines or recordings say becomes scans on Kafka, or
 * rejected telemetry with a reason. Entry points: {@link io.millwright.ingest.TelemetrySource}, the
 * port, and {@link io.millwright.ingest.SourceFeed}, which runs one.
 */
@NullMarked
package io.millwright.ingest;

import org.jspecify.annotations.NullMarked;
