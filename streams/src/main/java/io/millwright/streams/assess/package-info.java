/**
 * The assessing stage: hosts one {@link io.millwright.models.assessor.AssetAssessor} an asset in
 * keyed state. Entry point: {@link io.millwright.streams.assess.AssessAssets}.
 *
 * <p>What is deterministic: an asset's assessments depend on its scans in the order of their topic
 * and on machine events by event time, as long as an event is read before the first scan that is
 * not older than it. Topics are read side by side, so a live event that arrives later than such a
 * scan acts from the next scan on; a replay publishes assets and events first. Declarations need no
 * such luck: scans wait for theirs. Frames are judged point by point in the same way; what the
 * assessment of a scan holds of them is what was read before it.
 */
@NullMarked
package io.millwright.streams.assess;

import org.jspecify.annotations.NullMarked;
