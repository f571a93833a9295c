/**
 * What concerns the plant as a whole, in one order. Entry point: {@link
 * io.millwright.contracts.plant.PlantRecord}.
 */
@NullMarked
package io.millwright.contracts.plant;

import org.jspecify.annotations.NullMarked;
