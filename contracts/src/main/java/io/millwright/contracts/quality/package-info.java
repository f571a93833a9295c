/** Grades of incoming data. Entry point: {@link io.millwright.contracts.quality.QualityGrade}. */
@NullMarked
package io.millwright.contracts.quality;

import org.jspecify.annotations.NullMarked;
