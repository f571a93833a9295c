/**
 * Everything the platform concludes about one asset, scan by scan, as a pure engine: operating
 * state, state detection, health and remaining life. Entry point: {@link
 * io.millwright.models.assessor.AssetAssessor}.
 */
@NullMarked
package io.millwright.models.assessor;

import org.jspecify.annotations.NullMarked;
