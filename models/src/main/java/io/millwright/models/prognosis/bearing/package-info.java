/**
 * Life of a rolling bearing from its vibration: a health index relative to the bearing's own first
 * snapshots, a change detector that finds the onset of degradation, and the remaining life with its
 * interval before and after it.
 *
 * <p>Entry point: {@link io.millwright.models.prognosis.bearing.BearingLife}, the memory of one
 * bearing under an immutable {@link io.millwright.models.prognosis.bearing.BearingLifeModel}.
 */
@NullMarked
package io.millwright.models.prognosis.bearing;

import org.jspecify.annotations.NullMarked;
