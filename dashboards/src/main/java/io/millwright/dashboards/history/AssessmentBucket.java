package io.millwright.dashboards.history;

import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.event.OperatingState;
import java.time.Instant;

/**
 * Assessments of an asset within one bucket of time; never empty. A number is NaN where none of the
 * bucket's assessments has it.
 *
 * @param time start of the bucket
 * @param maxScore highest anomaly score, 1 = threshold
 * @param meanHealth mean health index, 0 to 100
 * @param lifeLower mean lower bound of remaining life, in the asset's life unit
 * @param lifeMedian mean estimate of remaining life
 * @param lifeUpper mean upper bound of remaining life
 * @param state last health state
 * @param operatingState last operating state
 * @param count assessments in the bucket
 */
public record AssessmentBucket(
    Instant time,
    double maxScore,
    double meanHealth,
    double lifeLower,
    double lifeMedian,
    double lifeUpper,
    HealthState state,
    OperatingState operatingState,
    long count) {}
