package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Reads the fields of the measurement {@code assessments} back into values. */
final class StoredAssessment {
  private StoredAssessment() {}

  static AssessmentSample sample(
      Instant time, Function<String, @Nullable String> text, ToDoubleFunction<String> number) {
    String unit = text.apply("rul_unit");
    RemainingLife life =
        unit == null
            ? null
            : new RemainingLife(
                number.applyAsDouble("rul_lower"),
                number.applyAsDouble("rul_median"),
                number.applyAsDouble("rul_upper"),
                number.applyAsDouble("rul_coverage"),
                LifeUnit.valueOf(unit));
    String reason = text.apply("reason");
    return new AssessmentSample(
        time,
        Origin.valueOf(requireNonNull(text.apply("origin"))),
        operatingState(text.apply("operating")),
        number.applyAsDouble("score"),
        state(text.apply("state")),
        number.applyAsDouble("health"),
        reason == null ? "" : reason,
        life,
        contributions(text.apply("top")));
  }

  static HealthState state(@Nullable String name) {
    return name == null ? HealthState.UNKNOWN : HealthState.valueOf(name);
  }

  static OperatingState operatingState(@Nullable String name) {
    return name == null ? OperatingState.UNKNOWN : OperatingState.valueOf(name);
  }

  private static List<ChannelContribution> contributions(@Nullable String json) {
    return json == null
        ? List.of()
        : Arrays.asList(StoredBody.read(json, ChannelContribution[].class));
  }
}
