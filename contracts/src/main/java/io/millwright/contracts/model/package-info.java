/**
 * Releases of models and what the gate decided about them. Entry point: {@link
 * io.millwright.contracts.model.ModelRelease}.
 */
@NullMarked
package io.millwright.contracts.model;

import org.jspecify.annotations.NullMarked;
