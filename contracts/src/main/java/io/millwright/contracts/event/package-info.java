/**
 * Things that happened to a machine. Entry point: {@link
 * io.millwright.contracts.event.MachineEvent}.
 */
@NullMarked
package io.millwright.contracts.event;

import org.jspecify.annotations.NullMarked;
