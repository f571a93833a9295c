package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One observation of the condition of an alarm.
 *
 * @param assetId the machine
 * @param key the condition
 * @param presence whether it holds
 * @param time in event time
 * @param rule that applies
 * @param byDesign whether declared logic suppresses the alarm now
 * @param priority an alarm would have
 * @param itemId maintainable item; null if not tied to one
 * @param reason in words; asked only when the alarm is raised
 * @param origin of the telemetry behind it
 */
public record Sighting(
    AssetId assetId,
    AlarmKey key,
    Presence presence,
    Instant time,
    AlarmRule rule,
    boolean byDesign,
    Priority priority,
    @Nullable String itemId,
    Supplier<String> reason,
    Origin origin) {}
