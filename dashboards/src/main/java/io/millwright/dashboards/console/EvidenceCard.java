package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice.Precedent;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a case and what does not, on one page, for the person who goes to the machine.
 *
 * @param subject the case
 * @param machine what it is about
 * @param now what is said of the machine now; null once the case is closed
 * @param deviatesSince begin of the deviation that was still there when the case was opened, to
 *     half an hour; null if the history tells none
 * @param score trend of the anomaly score; 1 is the threshold
 * @param trends of the points that explain it most; for a closed case, of the points of its item
 * @param precedents most similar closed cases and what was found, at most three
 * @param hitRates how often findings of this kind were right, the most specific first
 * @param recommendation what to do
 * @param order the newest order of the case; null if no work was requested
 * @param link its counterpart in the maintenance system; null if there is none
 * @param alarms of the item that stand
 * @param steps what happened so far and who did it, oldest first, in event time
 * @param told messages about it, newest first
 * @param limits what the statement does not know
 */
record EvidenceCard(
    Advisory subject,
    Machine machine,
    @Nullable Now now,
    @Nullable Instant deviatesSince,
    List<TrendApi.AssessmentPoint> score,
    List<Trend> trends,
    List<Precedent> precedents,
    List<HitRate> hitRates,
    Recommendation recommendation,
    @Nullable WorkOrder order,
    @Nullable CmmsLink link,
    List<AlarmEvent> alarms,
    List<Step> steps,
    List<Told> told,
    List<Limit> limits) {

  EvidenceCard {
    score = List.copyOf(score);
    trends = List.copyOf(trends);
    precedents = List.copyOf(precedents);
    hitRates = List.copyOf(hitRates);
    alarms = List.copyOf(alarms);
    steps = List.copyOf(steps);
    told = List.copyOf(told);
    limits = List.copyOf(limits);
  }

  /**
   * What the case is about.
   *
   * @param items maintainable items of the declaration, for who found another cause
   * @param signals where waveforms of the item are taken; of the whole machine if none is there
   */
  record Machine(
      String id,
      String name,
      List<String> path,
      @Nullable String equipmentClass,
      @Nullable Criticality criticality,
      String itemName,
      List<AssetDetail.Item> items,
      List<AssetDetail.Signal> signals) {}

  /** What is said of the machine now. */
  record Now(
      HealthState state,
      String reason,
      @Nullable Double healthIndex,
      @Nullable Double anomalyScore,
      OperatingState operatingState,
      @Nullable Instant time,
      List<Contribution> contributions) {}

  /** How much a point explains the anomaly, and how far it is off in standard deviations. */
  record Contribution(String pointId, String name, double share, double deviation) {}

  /** Trend of a point around the case. */
  record Trend(
      String point,
      String name,
      String unit,
      @Nullable Limits limits,
      List<TrendApi.ReadingPoint> points) {}

  /**
   * How often people answered such findings, and found something.
   *
   * @param basis what findings are counted
   * @param name of the item, class or plant; empty for the kind of this case
   * @param share right ones among those that were answered
   */
  record HitRate(Basis basis, String name, Share share) {}

  /** Which findings are counted in a hit rate. */
  enum Basis {
    /** Closed cases alike in item, mechanism, failure mode and class. */
    KIND,
    /** Calls about the same item of the class of machine. */
    ITEM,
    CLASS,
    PLANT
  }

  /**
   * Something that happened with the case.
   *
   * @param time event time
   * @param actor who; {@code millwright} for the platform
   * @param kind what sort of thing
   * @param what state of case or order, kind of action, or outcome of a report
   * @param words reason or what was found
   * @param refused why it had no effect; null if it had one, or nobody knows yet
   */
  record Step(
      Instant time, String actor, Kind kind, String what, String words, @Nullable String refused) {
    /** Sorts of steps. */
    enum Kind {
      DEVIATION,
      CASE,
      ORDER,
      ACTION,
      REPORT
    }
  }

  /**
   * A message about it, in wall-clock time.
   *
   * @param delivered whether it is not among those that could not be delivered
   */
  record Told(
      Instant time,
      String recipient,
      Notification.Channel channel,
      String subject,
      boolean delivered) {}

  /**
   * Something that the statement does not know or does not mean.
   *
   * @param words of the platform, if it said more
   */
  record Limit(Kind kind, String words) {
    /** Sorts of limits. */
    enum Kind {
      /** The baseline does not suffice yet. */
      LEARNING,
      /** Nothing can be said now: bad or missing data. */
      DATA,
      /** Not judged now: it does not run, or not steadily. */
      NOT_RUNNING,
      /** Its newest data is old. */
      SILENT,
      /** The deviation is known, its cause is not. */
      UNDIAGNOSED,
      /** No life is estimated, with the reason: no model, outside of the operating envelope. */
      NO_LIFE,
      /** Not measured: simulated, replayed. */
      NOT_MEASURED,
      /** So few findings of this kind were answered that the hit rate says little. */
      FEW_ANSWERS,
      /** No finding of any kind was answered. */
      NO_ANSWERS,
      /** The history store did not answer: trends and parts of the course are missing. */
      HISTORY
    }
  }
}
