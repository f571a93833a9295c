package io.millwright.dashboards.console;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.millwright.dashboards.console.GroupLags.GroupLag;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Health.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How the platform itself does. */
final class SystemApi implements Api {
  private static final String OWN = "millwright.";

  private final Supplier<Map<String, Health>> parts;
  private final Metrics metrics;
  private final GroupLags lags;
  private final Clock clock;

  SystemApi(Supplier<Map<String, Health>> parts, Metrics metrics, GroupLags lags, Clock clock) {
    this.parts = parts;
    this.metrics = metrics;
    this.lags = lags;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
            "/api/v1/health",
            "Health of every part of the process, lag of its readers, and its own figures",
            SystemAnswer.class,
            request -> system()));
  }

  /** Health of a part. */
  record PartHealth(String name, Status status, String reason) {}

  /**
   * One value of a meter.
   *
   * @param name of the meter
   * @param statistic what of it: {@code value}, {@code count}, {@code max}, or a quantile as {@code
   *     0.99}
   * @param tags that tell it from others of its name
   * @param value null if there is none yet
   */
  record Figure(
      String name,
      String statistic,
      String description,
      String unit,
      Map<String, String> tags,
      @Nullable Double value) {}

  /**
   * How the platform does.
   *
   * @param status the worst of all parts
   * @param parts by name
   * @param lagProblem why the lags are not known; null if they are
   * @param groups by id
   * @param figures of the platform's own meters, by name
   */
  record SystemAnswer(
      Status status,
      Instant asOf,
      List<PartHealth> parts,
      @Nullable String lagProblem,
      List<GroupLag> groups,
      List<Figure> figures) {}

  SystemAnswer system() {
    List<PartHealth> known =
        new TreeMap<>(parts.get())
            .entrySet().stream()
                .map(e -> new PartHealth(e.getKey(), e.getValue().status(), e.getValue().reason()))
                .toList();
    List<GroupLag> groups = List.of();
    String lagProblem = null;
    try {
      groups = lags.now();
    } catch (GroupLags.UnknownException e) { // the page must show this very thing
      lagProblem = String.valueOf(e.getMessage());
    }
    return new SystemAnswer(
        known.stream().map(PartHealth::status).max(Status::compareTo).orElse(Status.UP),
        clock.instant(),
        known,
        lagProblem,
        groups,
        figures());
  }

  private List<Figure> figures() {
    return metrics.registry().getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith(OWN))
        .flatMap(SystemApi::figures)
        .sorted(
            Comparator.comparing(Figure::name)
                .thenComparing(f -> f.tags().toString())
                .thenComparing(Figure::statistic))
        .toList();
  }

  private static Stream<Figure> figures(Meter meter) {
    if (meter instanceof Timer timer) {
      Stream<Figure> quantiles =
          Stream.of(timer.takeSnapshot().percentileValues())
              .map(q -> figure(timer, quantile(q), "seconds", q.value(TimeUnit.SECONDS)));
      return Stream.concat(
          Stream.of(
              figure(timer, "count", "", timer.count()),
              figure(timer, "max", "seconds", timer.max(TimeUnit.SECONDS))),
          quantiles);
    }
    String unit = Objects.requireNonNullElse(meter.getId().getBaseUnit(), "");
    return StreamSupport.stream(meter.measure().spliterator(), false)
        .map(m -> figure(meter, statistic(meter, m), unit, m.getValue()));
  }

  private static String quantile(ValueAtPercentile at) {
    return String.valueOf(at.percentile());
  }

  private static String statistic(Meter meter, Measurement one) {
    return switch (meter.getId().getType()) {
      case GAUGE, COUNTER -> "value";
      default -> one.getStatistic().getTagValueRepresentation();
    };
  }

  private static Figure figure(Meter meter, String statistic, String unit, double value) {
    return new Figure(
        meter.getId().getName(),
        statistic,
        Objects.requireNonNullElse(meter.getId().getDescription(), ""),
        unit,
        meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue)),
        Numbers.orNull(value));
  }
}
