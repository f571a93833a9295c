/**
 * The plant as its people declare it: {@code plant.yaml}, checked against a JSON Schema and rules,
 * and published to the assets topic. Entry point: {@link io.millwright.ingest.plant.PlantFile}.
 */
@NullMarked
package io.millwright.ingest.plant;

import org.jspecify.annotations.NullMarked;
