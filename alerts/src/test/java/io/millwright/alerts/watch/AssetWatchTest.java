package io.millwright.alerts.watch;

import static io.millwright.alerts.Plant.action;
import static io.millwright.alerts.Plant.assessment;
import static io.millwright.alerts.Plant.finding;
import static io.millwright.alerts.Plant.hour;
import static io.millwright.alerts.Plant.life;
import static io.millwright.alerts.Plant.lives;
import static io.millwright.alerts.Plant.report;
import static io.millwright.alerts.Plant.suspects;
import static io.millwright.contracts.assessment.HealthState.ALARM;
import static io.millwright.contracts.assessment.HealthState.DEGRADED;
import static io.millwright.contracts.assessment.HealthState.HEALTHY;
import static io.millwright.contracts.assessment.HealthState.LEARNING;
import static io.millwright.contracts.assessment.HealthState.NOT_ASSESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.alerts.Plant;
import io.millwright.alerts.alarm.LimitWatch;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.OperatorAction.Kind;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetWatchTest {
  private final AssetWatch watch = new AssetWatch(Plant.rules());
  private Asset asset = Plant.pump();
  private AssetState state = AssetState.NEW;
  private final List<AlarmEvent> alarms = new ArrayList<>();
  private final List<Advisory> cases = new ArrayList<>();
  private final List<WorkOrder> orders = new ArrayList<>();
  private final List<MachineEvent> events = new ArrayList<>();
  private final List<CommandStatus> replies = new ArrayList<>();

  private @Nullable Ignored take(Decision decision) {
    state = decision.state();
    alarms.addAll(decision.alarms());
    cases.addAll(decision.cases());
    orders.addAll(decision.orders());
    events.addAll(decision.events());
    replies.addAll(decision.replies());
    return decision.ignored();
  }

  private @Nullable Ignored assess(Assessment assessment) {
    return take(watch.assessment(state, asset, assessment, false));
  }

  private void assess(int from, int to, HealthState health) {
    for (int h = from; h < to; h++) {
      assess(assessment(h, health));
    }
  }

  private void alarmFor(int from, int to) {
    for (int h = from; h < to; h++) {
      assess(suspects(h, ALARM, "bearing"));
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private MachineEvent event(String id, int hour, MachineEventType type) {
    return new MachineEvent(
        id, Plant.PUMP, hour(hour), type, null, "fitter", "replaced", Origin.MEASURED);
  }

  // Alarms

  /** The second row shows what the deadband is for. */
  @ParameterizedTest
  @CsvSource({"0.5, 1", "0, 20000"})
  void aSignalThatCrossesItsLimitTenThousandTimesIsOneAlarmByItsDeadband(
      double deadband, int transitions) {
    List<MeasurementPoint> points = new ArrayList<>(asset.points());
    points.set(
        1,
        new MeasurementPoint(
            "vib",
            "Vibration",
            "mm/s",
            PointKind.VIBRATION,
            PhysicalRange.UNBOUNDED,
            new Limits(null, null, 4.5, 7.1, deadband, Duration.ZERO, Duration.ZERO),
            "bearing"));
    LimitWatch limits = watch.limits(Plant.with(asset, points));
    Random noise = new Random(4);
    for (int n = 0; n < 20_000; n++) {
      double away = 0.05 + 0.4 * noise.nextDouble();
      double vibration = n % 2 == 0 ? 4.5 + away : 4.5 - away;
      take(
          watch.scan(
              state,
              limits,
              Plant.scan(
                  Plant.PUMP, hour(0).plusSeconds(n), Origin.MEASURED, 1500, vibration, 50)));
    }

    assertThat(alarms).hasSize(transitions);
  }

  @Test
  void healthAlarmIsRaisedAfterItsOnDelayAndReturnsAfterItsOffDelay() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    assess(assessment(2, HEALTHY));
    assess(assessment(3, HEALTHY));
    assess(assessment(4, HEALTHY));

    assertThat(alarms)
        .extracting(AlarmEvent::status, AlarmEvent::time)
        .containsExactly(
            tuple(AlarmStatus.UNACKNOWLEDGED, hour(1)),
            tuple(AlarmStatus.RETURNED_UNACKNOWLEDGED, hour(4)));
    assertThat(alarms.get(0).alarmId()).isEqualTo("north/pump-7/HEALTH@" + hour(1));
  }

  @Test
  void stopSaysNothingOfHealth() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    assess(2, 20, NOT_ASSESSED);

    assertThat(alarms).hasSize(1);
  }

  @Test
  void silentAssetIsAnAlarmUntilSomethingComes() {
    Instant heard = hour(0);

    take(watch.silence(state, asset, heard, heard.plus(Duration.ofMinutes(4))));
    assertThat(alarms).isEmpty();
    take(watch.silence(state, asset, heard, heard.plus(Duration.ofMinutes(5))));
    take(watch.silence(state, asset, heard, heard.plus(Duration.ofMinutes(6))));
    take(watch.silence(state, asset, hour(1), hour(1).plusSeconds(1)));

    assertThat(alarms)
        .extracting(AlarmEvent::condition)
        .containsExactly(AlarmCondition.SILENT, AlarmCondition.SILENT);
    assertThat(alarms)
        .extracting(AlarmEvent::status)
        .containsExactly(AlarmStatus.UNACKNOWLEDGED, AlarmStatus.RETURNED_UNACKNOWLEDGED);
  }

  // Cases

  @Test
  void singleSlipOpensNoCase() {
    for (int h = 0; h < 60; h += 3) {
      assess(assessment(h, ALARM));
      assess(assessment(h + 1, DEGRADED));
      assess(assessment(h + 2, HEALTHY));
    }

    assertThat(cases).isEmpty();
  }

  @Test
  void persistentDegradationOpensOneCase() {
    for (int h = 0; h < 9; h++) {
      assess(suspects(h, DEGRADED, "bearing"));
    }

    assertThat(cases)
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.caseId()).isEqualTo("north/pump-7/bearing@" + hour(2));
              assertThat(c.itemId()).isEqualTo("bearing");
              assertThat(c.priority()).isEqualTo(Priority.MEDIUM);
              assertThat(c.status()).isEqualTo(Advisory.Status.OPEN);
              assertThat(c.provenance()).contains("Millwright 0.1.0", "pump-life 3");
            });
  }

  @Test
  void plannedStopOpensNoCaseAndDoesNotBreakPersistence() {
    assess(0, 50, NOT_ASSESSED);
    assertThat(cases).isEmpty();

    assess(assessment(50, DEGRADED));
    assess(assessment(51, DEGRADED));
    assess(52, 60, NOT_ASSESSED);
    assess(assessment(60, DEGRADED));
    assertThat(cases).hasSize(1);
  }

  @Test
  void caseLatchesWhenVibrationDipsBeforeTheEnd() {
    alarmFor(0, 3);
    assess(3, 200, HEALTHY);
    alarmFor(200, 210);

    assertThat(cases).extracting(Advisory::status).containsOnly(Advisory.Status.OPEN);
    assertThat(cases).extracting(Advisory::caseId).containsOnly(cases.get(0).caseId());
    assertThat(state.book().cases()).hasSize(1);
  }

  @Test
  void priorityRisesAtOnceAndNeverFalls() {
    for (int h = 0; h < 3; h++) {
      assess(suspects(h, DEGRADED, "bearing"));
    }
    alarmFor(3, 6);
    for (int h = 6; h < 60; h++) {
      assess(suspects(h, DEGRADED, "bearing"));
    }

    assertThat(cases)
        .extracting(Advisory::priority)
        .containsExactly(Priority.MEDIUM, Priority.HIGH);
    assertThat(cases).extracting(Advisory::revision).containsExactly(1, 2);
  }

  @Test
  void unknownItemIsRefinedByADiagnosisUnderTheSameCase() {
    assess(0, 3, DEGRADED);
    for (int h = 3; h < 10; h++) {
      assess(suspects(h, DEGRADED, "seal"));
    }

    assertThat(cases).extracting(Advisory::itemId).containsExactly("unknown", "seal");
    assertThat(cases).extracting(Advisory::caseId).containsOnly("north/pump-7/unknown@" + hour(2));
  }

  @Test
  void vagueSuspicionYieldsToASurerOne() {
    for (int h = 0; h < 3; h++) {
      assess(assessment(h, DEGRADED, finding("bearing", 0.2), null));
    }
    for (int h = 3; h < 6; h++) {
      assess(assessment(h, DEGRADED, finding("seal", 0.3), null));
    }

    assertThat(state.book().cases()).extracting(Advisory::itemId).containsExactly("seal");
  }

  @Test
  void confidentPersistentDiagnosisOfAnotherItemIsASecondCase() {
    for (int h = 0; h < 3; h++) {
      assess(suspects(h, DEGRADED, "bearing"));
    }
    assess(suspects(3, DEGRADED, "seal"));
    assess(suspects(4, DEGRADED, "seal"));
    assertThat(state.book().cases()).hasSize(1);
    assess(suspects(5, DEGRADED, "seal"));

    assertThat(state.book().cases())
        .extracting(Advisory::itemId)
        .containsExactly("bearing", "seal");
  }

  @Test
  void newFiguresAreToldInSpacedRevisionsOnly() {
    for (int h = 0; h < 103; h++) {
      assess(assessment(h, DEGRADED, finding("bearing", 0.6), life(500 + 400 * Math.sin(h))));
    }

    assertThat(cases.size()).isBetween(5, 11);
    assertThat(cases)
        .extracting(Advisory::revision)
        .isEqualTo(IntStream.rangeClosed(1, cases.size()).boxed().toList());
  }

  @Test
  void repairClosesTheCaseAndBeginsANewLife() {
    alarmFor(0, 8);
    take(watch.report(state, asset, report("r-1", 8, Outcome.REPAIRED)));

    assertThat(last(cases).status()).isEqualTo(Advisory.Status.CLOSED_REPAIRED);
    assertThat(last(cases).closedReason()).isEqualTo("fitter: bearing looked at");
    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.COMPLETED);
    assertThat(state.book().cases()).isEmpty();
    assertThat(state.book().orders()).isEmpty();
    assertThat(events)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.id()).isEqualTo("millwright:alerts:report:r-1");
              assertThat(e.type()).isEqualTo(MachineEventType.MAINTENANCE_PERFORMED);
              assertThat(e.time()).isEqualTo(hour(8));
              assertThat(e.origin()).isEqualTo(Origin.MEASURED);
            });
    assertThat(last(replies).outcome()).isEqualTo(CommandStatus.Outcome.DONE);
  }

  @Test
  void whatWasAssessedBeforeTheRepairReachedTheAssessorOpensNoNewCase() {
    alarmFor(0, 8);
    take(watch.report(state, asset, report("r-1", 8, Outcome.REPAIRED)));
    int told = cases.size();

    alarmFor(8, 20);
    assertThat(cases).hasSize(told);

    assess(20, 22, LEARNING);
    alarmFor(22, 25);
    assertThat(cases).hasSize(told + 1);
    assertThat(last(cases).caseId()).isEqualTo("north/pump-7/bearing@" + hour(24));
  }

  @Test
  void quietTimeAfterAnAnswerEnds() {
    alarmFor(0, 8);
    take(watch.report(state, asset, report("r-1", 8, Outcome.NOTHING_FOUND)));
    assertThat(last(cases).status()).isEqualTo(Advisory.Status.CLOSED_NOTHING_FOUND);
    assertThat(last(events).type()).isEqualTo(MachineEventType.INSPECTED_NOTHING_FOUND);

    alarmFor(9, 36);

    // The answer counts from hour 7, the last assessment by then; 24 hours later cases open again.
    assertThat(state.book().cases())
        .extracting(Advisory::openedAt)
        .containsExactly(hour(7 + 24 + 2));
  }

  @Test
  void maintenanceToldByOthersClosesTheCase() {
    alarmFor(0, 4);
    take(watch.event(state, event("e-1", 4, MachineEventType.MAINTENANCE_PERFORMED)));

    assertThat(last(cases).status()).isEqualTo(Advisory.Status.CLOSED_REPAIRED);
    assertThat(events).isEmpty();
  }

  @Test
  void ownEventThatComesBackClosesNothing() {
    alarmFor(0, 4);
    take(watch.report(state, asset, report("r-1", 4, Outcome.REPAIRED)));
    MachineEvent own = last(events);
    assess(5, 6, HEALTHY);
    alarmFor(6, 9);

    assertThat(take(watch.event(state, own))).isEqualTo(Ignored.NO_CONCERN);
    assertThat(state.book().cases()).hasSize(1);
  }

  @Test
  void startAndStopAreNoConcern() {
    assertThat(take(watch.event(state, event("e", 1, MachineEventType.STOP))))
        .isEqualTo(Ignored.NO_CONCERN);
  }

  @Test
  void acceptedBehaviourClosesAllCasesAndWithdrawsRequests() {
    alarmFor(0, 8);
    take(watch.action(state, asset, action("a-1", 8, Kind.ACCEPT_AS_NORMAL, null)));

    assertThat(last(cases).status()).isEqualTo(Advisory.Status.CLOSED_ACCEPTED_AS_NORMAL);
    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.WITHDRAWN);
    assertThat(last(events).type()).isEqualTo(MachineEventType.ACCEPTED_AS_NORMAL);
    assertThat(last(events).reason()).isEqualTo("seen it");
  }

  @Test
  void faultFoundButNotRepairedKeepsTheCase() {
    alarmFor(0, 8);
    take(watch.report(state, asset, report("r-1", 8, Outcome.FAULT_FOUND_NOT_REPAIRED)));

    assertThat(state.book().cases()).hasSize(1);
    assertThat(last(cases).reason()).contains("fault found, not repaired", "bearing looked at");
    assertThat(last(last(orders).comments())).contains("bearing looked at");
    assertThat(events).isEmpty();
  }

  // Orders

  @Test
  void casePriorityThatPersistsAsksForWorkOnce() {
    alarmFor(0, 30);

    assertThat(orders)
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.workOrderId()).isEqualTo("order:" + cases.get(0).caseId());
              assertThat(w.caseId()).isEqualTo(cases.get(0).caseId());
              assertThat(w.raisedAt()).isEqualTo(hour(5));
              assertThat(w.status()).isEqualTo(WorkOrder.Status.REQUESTED);
              assertThat(w.priority()).isEqualTo(Priority.HIGH);
              assertThat(w.title()).isEqualTo("Inspect Drive-end bearing of Feed pump 7 (VIB)");
              assertThat(w.parts()).containsExactly("6205");
              assertThat(w.externalIds()).containsEntry("maximo", "P-0007");
              assertThat(w.dueBy()).isNull();
              assertThat(w.description())
                  .contains(
                      "Requested by a machine: Millwright 0.1.0",
                      "life model pump-life 3",
                      "north / utilities",
                      "bearing VIB wear, probability 0.60",
                      "vib +5.2 σ (90 %)");
            });
  }

  @Test
  void dipsDoNotBreakThePersistenceOfALatchedCase() {
    alarmFor(0, 3);
    assess(3, 10, HEALTHY);

    assertThat(orders).extracting(WorkOrder::raisedAt).containsExactly(hour(5));
  }

  @Test
  void degradedButNotUrgentAsksForNoWork() {
    assess(0, 500, DEGRADED);

    assertThat(cases).isNotEmpty();
    assertThat(orders).isEmpty();
  }

  @Test
  void criticalAssetAsksForWorkEarlier() {
    asset = Plant.asset(Plant.PUMP, Criticality.A, Origin.MEASURED);
    assess(0, 10, DEGRADED);

    assertThat(orders).extracting(WorkOrder::priority).containsExactly(Priority.HIGH);
  }

  /** Each frame's assessment repeats what the newest scan said of life: one noisy estimate. */
  @Test
  void aLifeThatFramesRepeatCountsOnce() {
    asset = Plant.heard(Plant.pump());
    for (int second = 0; second < 100; second++) {
      assess(Plant.at(hour(1).plusSeconds(second), Plant.lives(1, HEALTHY, 19)));
    }
    assertThat(cases).isEmpty();
    assertThat(orders).isEmpty();

    assess(Plant.at(hour(2), Plant.lives(2, HEALTHY, 19)));
    assertThat(orders).as("still so after a cycle").hasSize(1);
  }

  @Test
  void anotherLifeOfAnAssetWithSignalsCountsAtOnce() {
    asset = Plant.heard(Plant.pump());
    assess(Plant.at(hour(1), Plant.lives(1, HEALTHY, 19)));
    assess(Plant.at(hour(1).plusSeconds(1), Plant.lives(1, HEALTHY, 18)));

    assertThat(orders).hasSize(1);
  }

  @Test
  void lifeBelowTheHorizonOpensACaseAndAsksForWork() {
    assess(lives(0, HEALTHY, 30));
    assess(lives(1, HEALTHY, 19));
    assess(lives(2, HEALTHY, 30));
    assess(lives(3, HEALTHY, 19));
    assertThat(orders).isEmpty();
    assess(lives(4, HEALTHY, 18));

    assertThat(cases).hasSize(1);
    assertThat(cases.get(0).reason()).isEqualTo("remaining life is within the planning horizon");
    assertThat(orders)
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.caseId()).isEqualTo(cases.get(0).caseId());
              assertThat(w.priority()).isEqualTo(Priority.HIGH);
              assertThat(w.dueBy()).isEqualTo(hour(4 + 18));
              assertThat(w.description())
                  .contains("Remaining life: 36 cycles (18 to 72), 90 % interval.");
            });
  }

  @Test
  void aMachineThatStandsHalfTheTimeLastsTwiceAsLongOnTheCalendar() {
    for (int h = 0; h < 24 * 7 * 6; h++) {
      OperatingState doing = h % 2 == 0 ? OperatingState.RUNNING : OperatingState.STOPPED;
      assess(Plant.operating(lives(h, HEALTHY, 400), doing));
    }
    int last = 24 * 7 * 6;
    assess(Plant.operating(lives(last, HEALTHY, 19), OperatingState.RUNNING));
    assess(Plant.operating(lives(last + 1, HEALTHY, 19), OperatingState.STOPPED));

    double hours = Duration.between(hour(last + 1), last(orders).dueBy()).toMinutes() / 60.0;
    assertThat(hours).isBetween(37.0, 39.0);
    assertThat(last(orders).planned())
        .isNotNull()
        .satisfies(w -> assertThat(w.inTime()).as("planning takes three days").isFalse());
    assertThat(last(orders).description()).contains("Proposed: ", "later than due");
  }

  // Without a person

  @Test
  void nothingIsApprovedWithoutAPersonUnlessThePlantDeclaresIt() {
    for (int h = 0; h < 30; h++) {
      assess(Plant.assessment(h, ALARM, Plant.finding("bearing", 0.99), null));
    }

    assertThat(orders).extracting(WorkOrder::status).containsOnly(WorkOrder.Status.REQUESTED);
  }

  @Test
  void aDeclaredConfidenceApprovesAndSaysSo() {
    AssetWatch trusting = new AssetWatch(Plant.approvingFrom(0.95));
    for (int h = 0; h < 10; h++) {
      take(
          trusting.assessment(
              state,
              asset,
              Plant.assessment(h, ALARM, Plant.finding("bearing", 0.7), null),
              false));
    }
    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.REQUESTED);

    for (int h = 10; h < 40; h++) {
      take(
          trusting.assessment(
              state,
              asset,
              Plant.assessment(h, ALARM, Plant.finding("bearing", 0.97), null),
              false));
    }
    assertThat(orders)
        .filteredOn(w -> w.status() == WorkOrder.Status.APPROVED)
        .first()
        .satisfies(
            w ->
                assertThat(last(w.comments()))
                    .contains("approved by a machine", "probability 0.97", "declared 0.95"));
  }

  @Test
  void automationThatIsDeclinedThreeTimesInARowSuspendsItselfUntilResumed() {
    int hour = 0;
    for (int call = 1; call <= 3; call++) {
      assertThat(state.book().suspension()).isNull();
      alarmFor(hour, hour + 10);
      take(watch.report(state, asset, report("r-" + call, hour + 10, Outcome.NOTHING_FOUND)));
      hour += 50;
    }
    assertThat(state.book().suspension())
        .isNotNull()
        .satisfies(s -> assertThat(s.reason()).contains("3 calls in a row"))
        .satisfies(s -> assertThat(s.actor()).isEqualTo("millwright guardrail"));
    int before = orders.size();
    alarmFor(hour, hour + 20);
    assertThat(orders).as("rules and limits only").hasSize(before);

    take(watch.action(state, asset, action("r", hour + 20, Kind.RESUME_AUTOMATION, null)));
    alarmFor(hour + 21, hour + 40);
    assertThat(orders.size()).isGreaterThan(before);
    assertThat(state.book().falseCalls()).isZero();
  }

  @Test
  void aRepairInBetweenIsNoRowOfFalseCalls() {
    int hour = 0;
    for (int call = 1; call <= 6; call++) {
      alarmFor(hour, hour + 10);
      Outcome outcome = call % 2 == 0 ? Outcome.REPAIRED : Outcome.NOTHING_FOUND;
      take(watch.report(state, asset, report("r-" + call, hour + 10, outcome)));
      hour += 50;
    }

    assertThat(state.book().suspension()).isNull();
  }

  // Alarm or alert

  @Test
  void aFindingWeeksAheadIsAnAlertAndNoAlarmUntilItComesNear() {
    for (int h = 0; h < 10; h++) {
      assess(Plant.assessment(h, ALARM, Plant.finding("bearing", 0.6), Plant.life(400)));
    }
    assertThat(cases).isNotEmpty();
    assertThat(alarms).isEmpty();

    for (int h = 10; h < 14; h++) {
      assess(Plant.assessment(h, ALARM, Plant.finding("bearing", 0.6), Plant.life(160)));
    }
    assertThat(alarms).extracting(AlarmEvent::condition).containsOnly(AlarmCondition.HEALTH);
  }

  @Test
  void orderFollowsLifeInSpacedRevisionsAndIsNeverDoubled() {
    for (int h = 0; h < 60; h++) {
      assess(lives(h, DEGRADED, 60 - h));
    }

    assertThat(orders).extracting(WorkOrder::workOrderId).containsOnly(orders.get(0).workOrderId());
    assertThat(orders.size()).isBetween(2, 4);
    assertThat(last(orders).revision()).isEqualTo(orders.size());
  }

  @Test
  void recoveredLifeWithdrawsARequest() {
    assess(lives(0, HEALTHY, 10));
    assess(lives(1, HEALTHY, 10));
    for (int h = 2; h < 12; h++) {
      assess(lives(h, HEALTHY, 31));
    }

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.WITHDRAWN);
    assertThat(last(orders).updatedAt()).isEqualTo(hour(6));
    assertThat(state.book().cases()).hasSize(1);
  }

  @Test
  void lifeWithinTheDeadbandWithdrawsNothing() {
    assess(lives(0, HEALTHY, 10));
    assess(lives(1, HEALTHY, 10));
    for (int h = 2; h < 50; h++) {
      assess(lives(h, HEALTHY, 29));
    }

    assertThat(orders).extracting(WorkOrder::status).containsOnly(WorkOrder.Status.REQUESTED);
  }

  @Test
  void withdrawnRequestIsRevivedUnderItsId() {
    recoveredLifeWithdrawsARequest();
    assess(lives(12, HEALTHY, 10));
    assess(lives(13, HEALTHY, 10));

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.REQUESTED);
    assertThat(last(orders).workOrderId()).isEqualTo(orders.get(0).workOrderId());
    assertThat(last(last(orders).comments())).contains("requested again");
  }

  @Test
  void approvedOrderIsNeverWithdrawnOnlyCommented() {
    assess(lives(0, HEALTHY, 10));
    assess(lives(1, HEALTHY, 10));
    WorkOrder requested = last(orders);
    take(watch.action(state, asset, action("a-1", 1, Kind.APPROVE_ORDER, null)));
    for (int h = 2; h < 40; h++) {
      assess(lives(h, HEALTHY, 100));
    }
    take(watch.action(state, asset, action("a-2", 40, Kind.ACCEPT_AS_NORMAL, null)));

    assertThat(orders.stream().skip(1))
        .extracting(WorkOrder::status)
        .containsOnly(WorkOrder.Status.APPROVED);
    assertThat(last(orders).comments().get(0)).contains("approved by j.doe: seen it");
    assertThat(last(orders).comments().get(1)).contains("Remaining life: 200 cycles");
    assertThat(last(last(orders).comments())).contains("case closed, j.doe");
    assertThat(last(orders).dueBy()).isEqualTo(requested.dueBy());
    assertThat(last(orders).description()).isEqualTo(requested.description());
  }

  @Test
  void workBeforeACaseOpenedIsNoAnswerToIt() {
    alarmFor(10, 18);
    take(watch.report(state, asset, report("r-1", 5, Outcome.REPAIRED)));
    assertThat(last(cases).status()).isEqualTo(Advisory.Status.OPEN);

    take(watch.report(state, asset, report("r-2", 17, Outcome.REPAIRED)));
    assertThat(last(cases).status()).isEqualTo(Advisory.Status.CLOSED_REPAIRED);
  }

  @Test
  void anApprovedInspectionThatFindsNothingIsDone() {
    alarmFor(0, 8);
    take(watch.action(state, asset, action("a-1", 8, Kind.APPROVE_ORDER, null)));
    take(watch.report(state, asset, report("r-1", 9, Outcome.NOTHING_FOUND)));

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.COMPLETED);
    assertThat(state.book().orders()).isEmpty();
  }

  @Test
  void aNewLifeIsToldAtOnceHoweverMuchItIsLikeTheLast() {
    assertThat(watch.assessment(state, asset, lives(0, HEALTHY, 100), false).lifeNews()).isTrue();
    assess(lives(0, HEALTHY, 100));
    assertThat(watch.assessment(state, asset, lives(1, HEALTHY, 100), false).lifeNews()).isFalse();
    assess(lives(1, HEALTHY, 100));
    take(watch.report(state, asset, report("r-1", 2, Outcome.REPAIRED)));

    assertThat(watch.assessment(state, asset, lives(3, HEALTHY, 100), false).lifeNews()).isTrue();
    assertThat(watch.assessment(state, asset, lives(26, HEALTHY, 100), false).lifeNews()).isTrue();
  }

  @Test
  void approvedOrderOfAClosedCaseIsCompletedByTheReportThatNamesIt() {
    alarmFor(0, 8);
    String orderId = orders.get(0).workOrderId();
    take(watch.action(state, asset, action("a-1", 8, Kind.APPROVE_ORDER, orderId)));
    take(watch.action(state, asset, action("a-2", 8, Kind.ACCEPT_AS_NORMAL, null)));
    assertThat(state.book().orders()).hasSize(1);

    take(watch.report(state, asset, report("r-1", 9, Outcome.NOTHING_FOUND, null, orderId)));

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.COMPLETED);
    assertThat(state.book().orders()).isEmpty();
  }

  @Test
  void aReportThatNamesWhatIsNotThereIsRefusedAndChangesNothing() {
    alarmFor(0, 8);
    String caseId = cases.get(0).caseId();
    String orderId = orders.get(0).workOrderId();
    AssetBook before = state.book();
    take(watch.report(state, asset, report("r-1", 8, Outcome.REPAIRED, "case:x", null)));
    take(watch.report(state, asset, report("r-2", 8, Outcome.REPAIRED, null, "order:x")));
    take(watch.report(state, asset, report("r-3", 8, Outcome.NOTHING_FOUND, caseId, "order:x")));
    assertThat(state.book().cases()).isEqualTo(before.cases());
    assertThat(state.book().orders()).isEqualTo(before.orders());
    assertThat(state.book().closedAt()).isNull();

    take(watch.report(state, asset, report("r-4", 8, Outcome.REPAIRED, caseId, orderId)));
    take(watch.report(state, asset, report("r-5", 9, Outcome.REPAIRED, caseId, null)));

    assertThat(replies)
        .extracting(CommandStatus::detail)
        .containsExactly(
            "no such case is open: case:x; work without a case is reported without one",
            "no such order is open: order:x; work without an order is reported without one",
            "no such order is open: order:x; work without an order is reported without one",
            "1 cases answered",
            "no such case is open: " + caseId + "; work without a case is reported without one");
    assertThat(events).extracting(MachineEvent::id).containsExactly("millwright:alerts:report:r-4");
  }

  @Test
  void aReportWithoutAnOpenCaseBeginsANewLifeAllTheSame() {
    assess(0, 5, HEALTHY);
    take(watch.report(state, asset, report("r-1", 5, Outcome.REPAIRED)));

    assertThat(last(replies).outcome()).isEqualTo(CommandStatus.Outcome.DONE);
    assertThat(last(replies).detail()).isEqualTo("0 cases answered");
    assertThat(last(events).type()).isEqualTo(MachineEventType.MAINTENANCE_PERFORMED);
  }

  @Test
  void nobodyAnswersForAnUnknownAsset() {
    take(watch.report(state, null, report("r-1", 5, Outcome.REPAIRED)));
    take(watch.action(state, null, action("a-1", 5, Kind.ACCEPT_AS_NORMAL, null)));

    assertThat(replies)
        .extracting(CommandStatus::outcome, CommandStatus::detail)
        .containsOnly(tuple(CommandStatus.Outcome.REFUSED, "no such asset: north/pump-7"));
    assertThat(events).isEmpty();

    take(watch.assessment(state, null, assessment(6, HEALTHY), false));
    take(watch.report(state, null, report("r-2", 7, Outcome.REPAIRED)));
    assertThat(last(replies).outcome()).as("it has spoken").isEqualTo(CommandStatus.Outcome.DONE);
  }

  /** Someone reports at once, by the wall clock, on a machine whose old telemetry comes after. */
  @Test
  void anAnswerBeforeAnyTelemetryDeafensNothing() {
    take(watch.report(state, asset, report("r-1", 10_000, Outcome.REPAIRED)));
    alarmFor(0, 8);

    assertThat(cases).isNotEmpty();
    assertThat(orders).isNotEmpty();
  }

  @Test
  void rejectedOrderStaysRejected() {
    alarmFor(0, 8);
    take(watch.action(state, asset, action("a-1", 8, Kind.REJECT_ORDER, null)));
    alarmFor(9, 40);

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.REJECTED);
    assertThat(orders).hasSize(2);
  }

  @Test
  void secondDecisionOnAnOrderIsRefused() {
    alarmFor(0, 8);
    take(watch.action(state, asset, action("a-1", 8, Kind.APPROVE_ORDER, null)));
    take(
        watch.action(
            state, asset, action("a-2", 8, Kind.REJECT_ORDER, orders.get(0).workOrderId())));
    take(watch.action(state, asset, action("a-3", 8, Kind.REJECT_ORDER, null)));
    take(watch.action(state, asset, action("a-4", 8, Kind.APPROVE_ORDER, "order:x")));

    assertThat(last(orders).status()).isEqualTo(WorkOrder.Status.APPROVED);
    assertThat(replies)
        .extracting(CommandStatus::outcome)
        .containsExactly(
            CommandStatus.Outcome.DONE,
            CommandStatus.Outcome.REFUSED,
            CommandStatus.Outcome.REFUSED,
            CommandStatus.Outcome.REFUSED);
    assertThat(replies.get(1).detail()).contains("is APPROVED, only a request can be rejected");
    assertThat(replies.get(2).detail()).isEqualTo("no order is requested");
    assertThat(replies.get(3).detail()).isEqualTo("no such order is open: order:x");
  }

  @Test
  void illegalActionsAreRefused() {
    take(watch.action(state, asset, action("a-1", 0, Kind.RESUME_AUTOMATION, null)));
    take(watch.action(state, asset, action("a-2", 0, Kind.RESET, null)));
    take(watch.action(state, asset, action("a-3", 0, Kind.ACCEPT_AS_NORMAL, "x")));
    take(watch.action(state, asset, action("a-4", 0, Kind.ACKNOWLEDGE, "x")));

    assertThat(replies)
        .extracting(CommandStatus::detail)
        .containsExactly(
            "automation is not suspended for this asset",
            "no alarm stands",
            "no such case is open: x",
            "no such alarm stands: x");
    assertThat(events).isEmpty();
  }

  @Test
  void shelvingNeedsAnEndThatIsNotTooFar() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    String alarmId = alarms.get(0).alarmId();
    take(watch.action(state, asset, action("a-1", 2, Kind.SHELVE, alarmId)));
    take(watch.action(state, asset, shelve("a-2", 2, alarmId, 27)));
    take(watch.action(state, asset, shelve("a-3", 2, alarmId, 4)));

    assertThat(replies)
        .extracting(CommandStatus::detail)
        .containsExactly(
            "shelving needs an end: until when", "shelving is for PT24H at most", "1 alarms");
    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.SHELVED);
    assess(assessment(3, ALARM));
    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.SHELVED);
    assess(assessment(4, ALARM));
    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
  }

  private static OperatorAction shelve(String id, int hour, String alarmId, int until) {
    OperatorAction a = action(id, hour, Kind.SHELVE, alarmId);
    return new OperatorAction(
        a.id(),
        a.assetId(),
        a.kind(),
        a.targetId(),
        a.time(),
        a.actor(),
        a.role(),
        a.reason(),
        hour(until));
  }

  @Test
  void oneKeyStopsAllAutomationAndPersistenceBeginsAnewAfterIt() {
    for (int h = 0; h < 3; h++) {
      assess(assessment(h, ALARM));
    }
    assertThat(cases).hasSize(1);
    take(watch.action(state, asset, action("a-1", 3, Kind.SUSPEND_AUTOMATION, null)));
    int told = alarms.size();
    for (int h = 4; h < 40; h++) {
      assess(lives(h, ALARM, 2));
    }
    assertThat(orders).as("no work is requested").isEmpty();
    assertThat(cases).as("no case goes on").hasSize(1);
    assertThat(alarms).hasSize(told);
    take(watch.action(state, asset, action("a-2", 40, Kind.SUSPEND_AUTOMATION, null)));
    take(watch.action(state, asset, action("a-3", 40, Kind.RESUME_AUTOMATION, null)));
    assertThat(replies)
        .extracting(CommandStatus::detail)
        .containsExactly(
            "automation is suspended",
            "automation is suspended since " + hour(3) + " by j.doe",
            "automation is resumed");
    assess(lives(41, ALARM, 2));
    assertThat(orders).as("one assessment is no persistence").isEmpty();
    assess(lives(42, ALARM, 2));
    assertThat(orders).isNotEmpty();
  }

  @Test
  void limitsSpeakWhileAutomationIsSuspended() {
    take(watch.action(state, asset, action("a-1", 0, Kind.SUSPEND_AUTOMATION, null)));
    take(watch.scan(state, watch.limits(asset), Plant.scan(1, 1500, 1, 0)));
    assertThat(last(alarms).condition()).isEqualTo(AlarmCondition.LIMIT);
  }

  @Test
  void anAreaAboveSuspendsTooAndTheAlarmOfHealthGoesOn() {
    for (int h = 0; h < 20; h++) {
      take(watch.assessment(state, asset, suspects(h, ALARM, "bearing"), true));
    }
    assertThat(cases).isEmpty();
    assertThat(last(alarms).condition()).isEqualTo(AlarmCondition.HEALTH);
  }

  @Test
  void aShelfEndsInTheTimeOfTheAssetWhateverIsSaidOfHealth() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    take(watch.action(state, asset, shelve("a-1", 1, alarms.get(0).alarmId(), 4)));
    assess(assessment(3, NOT_ASSESSED));
    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.SHELVED);
    assess(assessment(5, NOT_ASSESSED));
    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.UNACKNOWLEDGED);
  }

  @Test
  void aWallClockBesideOldTelemetryShelvesNothingForLong() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    OperatorAction a = shelve("a-1", 5000, alarms.get(0).alarmId(), 5001);
    take(watch.action(state, asset, a));
    assertThat(replies.get(0).detail()).isEqualTo("shelving is for PT24H at most");
  }

  @Test
  void acknowledgeIsToldWithItsActor() {
    assess(assessment(0, ALARM));
    assess(assessment(1, ALARM));
    take(watch.action(state, asset, action("a-1", 2, Kind.ACKNOWLEDGE, alarms.get(0).alarmId())));

    assertThat(last(alarms).status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
    assertThat(last(alarms).actor()).isEqualTo("j.doe");
    assertThat(last(alarms).active()).isTrue();
  }

  // Redelivery, origins

  @Test
  void repeatedRecordsDecideNothing() {
    alarmFor(0, 8);
    take(watch.action(state, asset, action("a-1", 8, Kind.APPROVE_ORDER, null)));
    AssetState before = state;

    for (int h = 0; h < 8; h++) {
      assertThat(assess(suspects(h, ALARM, "bearing"))).isEqualTo(Ignored.REPEATED);
    }
    assertThat(take(watch.action(state, asset, action("a-1", 8, Kind.APPROVE_ORDER, null))))
        .isEqualTo(Ignored.REPEATED);

    assertThat(state).isEqualTo(before);
    assertThat(replies).hasSize(1);
  }

  @Test
  void barredOriginsRaiseNothing() {
    for (int h = 0; h < 20; h++) {
      Assessment simulated =
          assessment(
              Plant.PUMP, hour(h), Origin.SIMULATED, ALARM, finding("bearing", 0.9), life(1));
      assertThat(assess(simulated)).isEqualTo(Ignored.BARRED_ORIGIN);
    }

    assertThat(alarms).isEmpty();
    assertThat(state).isEqualTo(AssetState.NEW);
  }

  @Test
  void undeclaredAssetIsJudgedAsAverage() {
    for (int h = 0; h < 8; h++) {
      take(watch.assessment(state, null, assessment(h, ALARM), false));
    }

    assertThat(cases.get(0).itemId()).isEqualTo("unknown");
    assertThat(orders)
        .extracting(WorkOrder::title)
        .containsExactly("Inspect unknown of north/pump-7 (UNK)");
  }
}
