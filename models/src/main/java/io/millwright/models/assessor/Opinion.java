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
 * @param latched what is latched though health does not show it, for the machine is not judged now:
 *     DEGRADED or ALARM; NOT_ASSESSED if nothing is
 */
record Opinion(HealthAssessment health, PrognosticAssessment prognosis, HealthState latched) {
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

  /** An opinion that shows all it knows. */
  Opinion(HealthAssessment health, PrognosticAssessment prognosis) {
    this(health, prognosis, HealthState.NOT_ASSESSED);
  }

  /**
   * One opinion of an asset, of all findings, all reasons and the shorter life.
   *
   * <p>The worse state wins, and the lesser index, with one exception. Scans that do not judge say
   * that the machine does not run steadily. What vibration and sound said is then of an earlier
   * hour: it is no ground to call a stopped machine healthy, and so to let its alarm return. Damage
   * that they hold for confirmed stands, unless scans hold something worse beneath:
   *
   * <pre>
   *   scans           signals                    joined
   *   NOT_ASSESSED    ALARM                      ALARM
   *   NOT_ASSESSED    DEGRADED                   DEGRADED; NOT_ASSESSED if scans have latched ALARM
   *   NOT_ASSESSED    any other                  NOT_ASSESSED
   *   any other       NOT_ASSESSED               that of the scans: the signals had nothing to judge
   *   any other       any other                  the worse
   * </pre>
   *
   * @param scans null without scans
   * @param signals null without frames
   */
  static Opinion joined(@Nullable Opinion scans, @Nullable Opinion signals, Asset asset) {
    if (scans == null || signals == null) {
      return scans != null ? scans : signals != null ? signals : nothing();
    }
    HealthState state = state(scans, signals.health.state());
    return new Opinion(
        new HealthAssessment(
            state,
            state == HealthState.NOT_ASSESSED
                ? Double.NaN
                : lesser(scans.health.healthIndex(), signals.health.healthIndex()),
            Stream.of(scans, signals)
                .map(opinion -> opinion.health.reason())
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; ")),
            Findings.joined(scans.health.findings(), signals.health.findings())),
        shorter(scans.prognosis, signals.prognosis, asset));
  }

  private static HealthState state(Opinion scans, HealthState signals) {
    HealthState byScans = scans.health.state();
    if (byScans == HealthState.NOT_ASSESSED) {
      boolean confirmed =
          signals == HealthState.ALARM
              || (signals == HealthState.DEGRADED && scans.latched != HealthState.ALARM);
      return confirmed ? signals : byScans;
    }
    return WORST_FIRST.stream()
        .filter(state -> state == byScans || state == signals)
        .findFirst()
        .orElseThrow();
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
    out.put((byte) health.state().ordinal()).put((byte) latched.ordinal());
    out.put(health.healthIndex()).put(health.reason());
    Findings.write(health.findings(), out);
    RemainingLife life = prognosis.remainingLife();
    out.put(life != null).put(prognosis.reason());
    if (life != null) {
      out.put(life.lower()).put(life.median()).put(life.upper());
      out.put(life.coverage()).put(life.unit().name());
    }
  }

  static Opinion read(SnapshotReader in) {
    HealthState state = readState(in);
    HealthState latched = readState(in);
    HealthAssessment health =
        new HealthAssessment(state, in.readDouble(), in.readString(), Findings.read(in));
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
    return new Opinion(health, new PrognosticAssessment(life, reason), latched);
  }

  private static HealthState readState(SnapshotReader in) {
    byte ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= HealthState.values().length) {
      throw new IllegalArgumentException("no health state " + ordinal);
    }
    return HealthState.values()[ordinal];
  }
}
