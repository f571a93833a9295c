package io.millwright.models.assessor;

import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of telemetry says of an asset.
 *
 * @param health its health
 * @param prognosis its remaining life
 */
record Opinion(HealthAssessment health, PrognosticAssessment prognosis) {
  /** Worst first: what an asset is called when two kinds of telemetry differ. */
  private static final List<HealthState> WORST_FIRST =
      List.of(
          HealthState.ALARM,
          HealthState.DEGRADED,
          HealthState.UNKNOWN,
          HealthState.LEARNING,
          HealthState.HEALTHY,
          HealthState.NOT_ASSESSED);

  private static final double SECONDS_PER_HOUR = 3600;

  /** The worse health, the lesser index, all findings, and the shorter life of two opinions. */
  static Opinion joined(@Nullable Opinion a, @Nullable Opinion b, Asset asset) {
    if (a == null || b == null) {
      return a != null ? a : b != null ? b : nothing();
    }
    HealthState state =
        WORST_FIRST.stream()
            .filter(s -> s == a.health.state() || s == b.health.state())
            .findFirst()
            .orElseThrow();
    return new Opinion(
        new HealthAssessment(
            state,
            lesser(a.health.healthIndex(), b.health.healthIndex()),
            Stream.of(a, b)
                .map(opinion -> opinion.health.reason())
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; ")),
            Findings.joined(a.health.findings(), b.health.findings())),
        shorter(a.prognosis, b.prognosis, asset));
  }

  private static Opinion nothing() {
    return new Opinion(
        HealthAssessment.notAssessed("nothing was judged yet"),
        PrognosticAssessment.notAssessed("nothing was judged yet"));
  }

  /** NaN only if both are. */
  private static double lesser(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  /** The life whose median is shorter, in time. */
  private static PrognosticAssessment shorter(
      PrognosticAssessment a, PrognosticAssessment b, Asset asset) {
    RemainingLife lifeOfA = a.remainingLife();
    RemainingLife lifeOfB = b.remainingLife();
    if (lifeOfA == null || lifeOfB == null) {
      return lifeOfA != null ? a : lifeOfB != null ? b : a;
    }
    return hours(lifeOfA, asset) <= hours(lifeOfB, asset) ? a : b;
  }

  private static double hours(RemainingLife life, Asset asset) {
    return life.unit() == LifeUnit.HOURS
        ? life.median()
        : life.median() * asset.cycleDuration().toMillis() / 1000.0 / SECONDS_PER_HOUR;
  }

  void write(SnapshotWriter out) {
    out.put((byte) health.state().ordinal()).put(health.healthIndex()).put(health.reason());
    Findings.write(health.findings(), out);
    RemainingLife life = prognosis.remainingLife();
    out.put(life != null).put(prognosis.reason());
    if (life != null) {
      out.put(life.lower()).put(life.median()).put(life.upper());
      out.put(life.coverage()).put(life.unit().name());
    }
  }

  static Opinion read(SnapshotReader in) {
    byte ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= HealthState.values().length) {
      throw new IllegalArgumentException("no health state " + ordinal);
    }
    HealthAssessment health =
        new HealthAssessment(
            HealthState.values()[ordinal], in.readDouble(), in.readString(), Findings.read(in));
    boolean hasLife = in.readBoolean();
    String reason = in.readString();
    RemainingLife life =
        hasLife
            ? new RemainingLife(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                LifeUnit.valueOf(in.readString()))
            : null;
    return new Opinion(health, new PrognosticAssessment(life, reason));
  }
}
