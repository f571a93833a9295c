/**
 * What a new machine begins with: types of machines with points, items and limits that work before
 * anything is learned. Entry point: {@link io.millwright.ingest.template.MachineTemplates}.
 */
@NullMarked
package io.millwright.ingest.template;

import org.jspecify.annotations.NullMarked;
