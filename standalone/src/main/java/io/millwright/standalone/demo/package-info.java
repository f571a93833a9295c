/**
 * The demonstration: life models for the simulated plant, and what happens there told in words.
 * Entries: {@link io.millwright.standalone.demo.SimulatedPlantModels} and {@link
 * io.millwright.standalone.demo.Narrator}.
 */
@NullMarked
package io.millwright.standalone.demo;

import org.jspecify.annotations.NullMarked;
