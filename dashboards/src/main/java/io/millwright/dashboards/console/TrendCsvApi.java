package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.dashboards.console.TrendApi.AssessmentPoint;
import io.millwright.dashboards.console.TrendApi.AssessmentTrend;
import io.millwright.dashboards.console.TrendApi.FeatureTrend;
import io.millwright.dashboards.console.TrendApi.ReadingPoint;
import io.millwright.dashboards.console.TrendApi.ReadingTrend;
import java.util.List;
import java.util.stream.Stream;

/** The trends once more, as tables for other programs: at the same paths with {@code .csv}. */
final class TrendCsvApi implements Api {
  private final TrendApi trends;

  TrendCsvApi(TrendApi trends) {
    this.trends = trends;
  }

  @Override
  public List<Operation> operations() {
    return trends.operations().stream().flatMap(TrendCsvApi::table).toList();
  }

  private static Stream<Operation> table(Operation trend) {
    Class<?> answer = trend.answer();
    if (answer != ReadingTrend.class
        && answer != FeatureTrend.class
        && answer != AssessmentTrend.class) {
      return Stream.empty();
    }
    return Stream.of(
        Operation.one(
                trend.path() + ".csv",
                trend.summary() + ", as CSV",
                String.class,
                request -> csv(request, trend.handler().apply(request)))
            .with(trend.parameters())
            .as(Csv.CONTENT_TYPE));
  }

  private static String csv(Context request, Object trend) {
    request.header("Content-Disposition", "attachment; filename=\"trend.csv\"");
    if (trend instanceof ReadingTrend t) {
      return Csv.of(ReadingPoint.class, t.points());
    }
    if (trend instanceof FeatureTrend t) {
      return Csv.of(ReadingPoint.class, t.points());
    }
    return Csv.of(AssessmentPoint.class, ((AssessmentTrend) trend).points());
  }
}
