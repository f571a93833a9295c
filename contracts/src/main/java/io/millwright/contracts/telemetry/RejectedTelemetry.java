package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not accepted, kept whole, with its reason.
 *
 * @param source where it came in: a file and line, a gateway, a topic and offset
 * @param assetId the asset as the record named it, unchecked; null if it could not be told
 * @param time source time, if it could be told
 * @param rejectedAt when it was rejected
 * @param origin where it comes from
 * @param reason class of the reason
 * @param detail the reason in words, with the value that was wrong
 * @param raw the record as it came
 */
public record RejectedTelemetry(
    String source,
    @Nullable String assetId,
    @Nullable Instant time,
    Instant rejectedAt,
    Origin origin,
    RejectionReason reason,
    String detail,
    byte[] raw) {}
