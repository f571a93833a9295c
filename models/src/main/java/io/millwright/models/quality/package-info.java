/**
 * Quality of data, judged by the data itself. Entry point: {@link
 * io.millwright.models.quality.FrameInspection}.
 */
@NullMarked
package io.millwright.models.quality;

import org.jspecify.annotations.NullMarked;
