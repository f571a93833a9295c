package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.AlarmKey;
import io.millwright.alerts.alarm.AlarmRule;
import io.millwright.alerts.alarm.LimitWatch;
import io.millwright.alerts.alarm.Presence;
import io.millwright.alerts.alarm.Severity;
import io.millwright.alerts.alarm.Sighting;
import io.millwright.alerts.workorder.LifeTrigger;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what every record of an asset leads to. Stateless: the state of the asset goes in and
 * comes out, so that a restart, a rebalance or a replay decides the same again. A decision depends
 * only on the records of that asset in their order, and on suspensions of the areas it is in; ids
 * come from event times; a repeated time or id is ignored, the first wins. The wall clock serves
 * {@link #silence} only.
 */
public final class AssetWatch {
  /** Silence is judged, and shelved, by the wall clock; all else by the time of the asset. */
  private static final Predicate<AlarmKey> IN_EVENT_TIME = key -> !key.equals(AlarmKey.SILENT);

  private final AlertRules rules;
  private final AssessmentReview assessments;
  private final AnswerReview answers;

  /** A watch that follows rules. */
  public AssetWatch(AlertRules rules) {
    this.rules = rules;
    this.assessments = new AssessmentReview(rules);
    this.answers = new AnswerReview(rules);
  }

  /**
   * A scan, for the declared limits.
   *
   * @param limits of the asset; null if it is not declared
   */
  public Decision scan(AssetState state, @Nullable LimitWatch limits, ScalarScan scan) {
    if (!rules.raiseFor().contains(scan.origin())) {
      return Decision.ignored(state, Ignored.BARRED_ORIGIN);
    }
    if (limits == null) {
      return Decision.ignored(state, Ignored.UNDECLARED);
    }
    if (limits.isEmpty()) {
      return Decision.ignored(state, Ignored.NO_CONCERN);
    }
    if (!after(state.progress().lastScan(), scan.time())) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    if (!limits.fits(scan)) {
      return Decision.ignored(state, Ignored.OTHER_CHANNELS);
    }
    Minutes minutes = new Minutes(state);
    minutes.progress = state.progress().scanned(scan.time());
    minutes.tell(minutes.board().expire(scan.assetId(), IN_EVENT_TIME, scan.time()));
    minutes.tell(limits.judge(minutes.board(), scan));
    return minutes.decision();
  }

  /**
   * An assessment, for the health alarm, cases and orders. While automation is suspended there is
   * the alarm only, and persistence begins anew afterwards.
   *
   * @param asset its declaration; null if it is not known
   * @param suspendedAbove whether automation is suspended for an area of the asset, or the plant
   */
  public Decision assessment(
      AssetState state, @Nullable Asset asset, Assessment assessment, boolean suspendedAbove) {
    if (!rules.raiseFor().contains(assessment.origin())) {
      return Decision.ignored(state, Ignored.BARRED_ORIGIN);
    }
    if (!after(state.progress().lastAssessment(), assessment.time())) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    if (!after(state.book().closedAt(), assessment.time())) {
      return Decision.ignored(
          new AssetState(assessed(state.progress(), assessment), state.book()),
          Ignored.BEFORE_ANSWER);
    }
    Minutes minutes = new Minutes(state);
    minutes.progress = assessed(state.progress(), assessment);
    minutes.tell(minutes.board().expire(assessment.assetId(), IN_EVENT_TIME, assessment.time()));
    healthAlarm(minutes, asset, assessment);
    if (suspendedAbove || state.book().suspension() != null) {
      minutes.progress = minutes.progress.restarted();
    } else {
      assessments.review(minutes, asset, assessment);
    }
    assessments.tellLife(minutes, assessment);
    return minutes.decision();
  }

  /** What is not known to stand is taken to run: it wears. */
  private static Progress assessed(Progress before, Assessment a) {
    boolean stands =
        a.operatingState() == OperatingState.STOPPED
            || a.operatingState() == OperatingState.STANDBY;
    return before.assessed(a.time(), before.duty().seen(a.time(), !stands));
  }

  /** A machine event: what others say was done to the machine closes cases. */
  public Decision event(AssetState state, MachineEvent event) {
    return answers.event(state, event);
  }

  /** A report of what was found and done. */
  public Decision report(AssetState state, @Nullable Asset asset, MaintenanceReport report) {
    return answers.report(state, asset, report);
  }

  /** What a person did at the console. */
  public Decision action(AssetState state, @Nullable Asset asset, OperatorAction action) {
    return answers.action(state, asset, action);
  }

  /** Something that is dated later than it came: nothing is decided. */
  public Decision ahead(AssetState state) {
    return Decision.ignored(state, Ignored.AHEAD);
  }

  /**
   * An action or report of a time at which nobody can have done it.
   *
   * @param came when
   */
  public Decision impossible(AssetState state, String requestId, Instant time, Instant came) {
    Minutes minutes = new Minutes(state);
    if (!minutes.hear(requestId)) {
      return Decision.ignored(state, Ignored.REPEATED);
    }
    minutes.refuse(
        requestId,
        came,
        "dated " + time + ", but it came at " + came + ": check the sender's clock");
    return minutes.decision();
  }

  /** The limits of an asset. */
  public LimitWatch limits(Asset asset) {
    return LimitWatch.of(
        asset, rules.limits(), rules.suppressWhileStopped().contains(AlarmCondition.LIMIT));
  }

  /** Whether an asset should send. */
  public boolean shouldSend(Asset asset) {
    return rules.silence().origins().contains(asset.origin());
  }

  /**
   * Whether an asset that should send does; by the wall clock.
   *
   * @param heard when something last came from it
   */
  public Decision silence(AssetState state, Asset asset, Instant heard, Instant now) {
    Duration after = rules.silence().after();
    boolean silent = !now.isBefore(heard.plus(after));
    Minutes minutes = new Minutes(state);
    if (silent) {
      // Its own time stands still: shelves end by the clock.
      minutes.tell(minutes.board().expire(asset.id(), IN_EVENT_TIME, now));
    }
    minutes.tell(
        minutes
            .board()
            .observe(
                new Sighting(
                    asset.id(),
                    AlarmKey.SILENT,
                    silent ? Presence.PRESENT : Presence.ABSENT,
                    now,
                    AlarmRule.PLAIN,
                    false,
                    rules.silence().severity().at(asset.criticality()),
                    null,
                    () -> "nothing usable has come for " + after + " or longer, last at " + heard,
                    asset.origin())));
    return minutes.decision();
  }

  private void healthAlarm(Minutes minutes, @Nullable Asset asset, Assessment a) {
    HealthState health = a.health().state();
    boolean told = health != HealthState.UNKNOWN && health != HealthState.NOT_ASSESSED;
    boolean byDesign =
        a.operatingState() == OperatingState.STOPPED
            && rules.suppressWhileStopped().contains(AlarmCondition.HEALTH);
    if (!told && byDesign == minutes.board().isSuppressed(AlarmKey.HEALTH)) {
      return;
    }
    // Nothing said of health changes nothing but whether the alarm is shown.
    Presence presence =
        !told
            ? Presence.RETURNING
            : health == HealthState.ALARM && isSoon(asset, a) ? Presence.PRESENT : Presence.ABSENT;
    AssetId id = a.assetId();
    Origin origin = a.origin();
    minutes.tell(
        minutes
            .board()
            .observe(
                new Sighting(
                    id,
                    AlarmKey.HEALTH,
                    presence,
                    a.time(),
                    rules.health(),
                    byDesign,
                    Severity.ALARM.at(asset == null ? Criticality.B : asset.criticality()),
                    a.health().findings().isEmpty() ? null : a.health().findings().get(0).itemId(),
                    () -> a.health().reason(),
                    origin)));
  }

  /** Whether the finding needs a response in time, as an alarm does; else it is an alert. */
  private boolean isSoon(@Nullable Asset asset, Assessment a) {
    RemainingLife life = a.prognosis().remainingLife();
    return life == null || LifeTrigger.lower(life, asset).compareTo(rules.respondWithin()) <= 0;
  }

  private static boolean after(@Nullable Instant last, Instant time) {
    return last == null || time.isAfter(last);
  }
}
