/**
 * Data manipulation (ISO 13374 DM): feature vectors. Entry point: {@link
 * io.millwright.contracts.feature.FeatureVector}.
 */
@NullMarked
package io.millwright.contracts.feature;

import org.jspecify.annotations.NullMarked;
