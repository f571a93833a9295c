/**
 * A plant that does not exist: machines after textbook physics that wear, fail and are repaired,
 * with noisy and faulty sensors. Everything it says is marked as simulated. Entry point: {@link
 * io.millwright.ingest.simulation.PlantSimulation}.
 */
@NullMarked
package io.millwright.ingest.simulation;

import org.jspecify.annotations.NullMarked;
