/**
 * The plant: assets, their points, items, limits and rules. Entry point: {@link
 * io.millwright.contracts.asset.Asset}.
 */
@NullMarked
package io.millwright.contracts.asset;

import org.jspecify.annotations.NullMarked;
