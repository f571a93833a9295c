package io.millwright.standalone;

import io.millwright.ingest.Pace;
import io.millwright.ingest.TelemetrySource;

/**
 * A source and how fast it is played.
 *
 * @param source owned by whoever plays it
 * @param pace seconds of event time a second
 */
public record Playing(TelemetrySource source, Pace pace) {}
