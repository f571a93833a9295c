/**
 * The Flink jobs. Entry point: {@link io.millwright.streams.AssessmentPipeline}, which the
 * cluster's job, the tests and the standalone process all define in the same way.
 */
@NullMarked
package io.millwright.streams;

import org.jspecify.annotations.NullMarked;
