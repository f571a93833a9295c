package io.millwright.alerts.workorder;

import io.millwright.alerts.cases.Persistence;
import io.millwright.contracts.alarm.Priority;
import io.millwright.runtime.config.Default;
import org.jspecify.annotations.Nullable;

/**
 * When work is requested.
 *
 * @param priority a case of this priority or higher asks for work
 * @param persistence how long a case must have it, counted in judged assessments; dips count,
 *     because a case latches
 * @param life when remaining life asks for work
 * @param planning what planning it takes
 * @param automatic when a request is approved without a person; null for never
 * @param guardrail when automation suspends itself
 */
public record WorkOrderRule(
    @Default("HIGH") Priority priority,
    @Default("{assessments: 10}") Persistence persistence,
    LifeTrigger life,
    PlanningRule planning,
    @Nullable AutomaticApproval automatic,
    Guardrail guardrail) {}
