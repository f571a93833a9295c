package io.millwright.alerts.rootcase;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RootCaseDeskTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final RootCaseRule RULE =
      new RootCaseRule(true, Duration.ofMinutes(2), Duration.ofMinutes(15), 3, 0.5);

  private final Map<String, Onset> onsets = new HashMap<>();
  private final Map<String, GroupState> groups = new HashMap<>();
  private final Map<AssetId, Asset> assets = new HashMap<>();
  private final Map<String, RootCase> known = new TreeMap<>(); // as a reader of the topic sees it
  private RootCaseDesk desk = desk(RULE);

  private RootCaseDesk desk(RootCaseRule rule) {
    return new RootCaseDesk(
        rule,
        new Ledger() {
          @Override
          public void keep(Onset onset) {
            onsets.put(onset.id(), onset);
          }

          @Override
          public void forgetOnset(String id) {
            onsets.remove(id);
          }

          @Override
          public void keep(GroupState group) {
            groups.put(group.id(), group);
          }

          @Override
          public void forgetGroup(String id) {
            groups.remove(id);
          }
        });
  }

  private void restart() {
    desk = desk(RULE);
    assets.values().forEach(desk::declare);
    List.copyOf(groups.values()).forEach(desk::restore);
    List.copyOf(onsets.values()).forEach(desk::restore);
  }

  private void declare(String id, Criticality criticality, String... path) {
    Asset asset =
        new Asset(
            new AssetId(id),
            id,
            List.of(path),
            "pump",
            criticality,
            Map.of(),
            List.of(new MaintainableItem("all", "All of it", null, null, List.of())),
            List.of(MeasurementPoint.of("p", "bar", PointKind.PROCESS)),
            OperatingStateRule.ALWAYS_RUNNING,
            new VibrationClass(VibrationClass.Group.ROTODYNAMIC_PUMP, VibrationClass.Support.RIGID),
            List.of(),
            Duration.ofHours(1),
            Origin.MEASURED);
    assets.put(asset.id(), asset);
    desk.declare(asset);
  }

  /** Two areas of four lines with five machines each: n/0/0 … s/3/4. */
  private void plant() {
    for (String area : List.of("n", "s")) {
      for (int line = 0; line < 4; line++) {
        for (int machine = 0; machine < 5; machine++) {
          declare(area + "/" + line + "/" + machine, Criticality.B, area, String.valueOf(line));
        }
      }
    }
  }

  private static AlarmEvent event(
      String asset, String point, double raised, double second, int revision, AlarmStatus status) {
    Instant raisedAt = at(raised);
    String alarmId = asset + "/LIMIT/" + point + "/HIGH_ALARM@" + raisedAt;
    return new AlarmEvent(
        alarmId + "#" + revision,
        alarmId,
        revision,
        new AssetId(asset),
        null,
        point,
        AlarmCondition.LIMIT,
        status,
        status == AlarmStatus.UNACKNOWLEDGED || status == AlarmStatus.ACKNOWLEDGED,
        Priority.HIGH,
        raisedAt,
        at(second),
        point + " is high",
        "millwright",
        Origin.MEASURED);
  }

  private static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1000));
  }

  private void raise(String asset, double second) {
    raise(asset, "p", second);
  }

  private void raise(String asset, String point, double second) {
    desk.take(event(asset, point, second, second, 1, AlarmStatus.UNACKNOWLEDGED));
  }

  private void end(String asset, String point, double raised, double second) {
    desk.take(event(asset, point, raised, second, 2, AlarmStatus.NORMAL));
  }

  private static String alarm(String asset, double second) {
    return asset + "/LIMIT/p/HIGH_ALARM@" + at(second);
  }

  private void trip(String asset, double second) {
    desk.take(
        new MachineEvent(
            "trip of " + asset,
            new AssetId(asset),
            at(second),
            MachineEventType.TRIP,
            null,
            "plc",
            "overcurrent",
            Origin.MEASURED));
  }

  private List<RootCase> told() {
    for (RootCaseDesk.Told told : desk.tell()) {
      RootCase before = known.get(told.id());
      if (told.snapshot() == null) {
        assertThat(known.remove(told.id())).as("a tombstone of what was told").isNotNull();
      } else {
        if (before != null) {
          assertThat(told.snapshot().revision()).isGreaterThan(before.revision());
        }
        known.put(told.id(), told.snapshot());
      }
    }
    return List.copyOf(known.values());
  }

  private RootCase one() {
    assertThat(told()).hasSize(1);
    return told().get(0);
  }

  @Test
  void aTripOfThePlantIsOneRootCaseWithItsConsequences() {
    desk = desk(RootCaseRule.DEFAULT);
    for (int n = 0; n < 320; n++) {
      declare("m" + n, Criticality.B, "site", "area " + n % 8, "line " + n % 40);
    }
    for (int n = 0; n < 500; n++) {
      int asset = (n * 77) % 320;
      raise("m" + asset, n < 320 ? "p" : "q", n == 0 ? 0 : 3 + n * 0.09);
      if (n % 50 == 0) {
        told();
      }
    }

    RootCase root = one();
    assertThat(root.alarms()).isEqualTo(500);
    assertThat(root.assets()).isEqualTo(320);
    assertThat(root.conditions()).containsExactly(Map.entry(AlarmCondition.LIMIT, 500));
    assertThat(root.rootAlarmId()).isEqualTo(alarm("m0", 0));
    assertThat(root.rootAssetId()).isEqualTo(new AssetId("m0"));
    assertThat(root.consequences()).hasSize(100).doesNotContain(root.rootAlarmId());
    assertThat(root.consequences().size() + root.consequencesLeftOut()).isEqualTo(499);
    assertThat(root.place()).isEqualTo("site");
    assertThat(root.flood()).isTrue();
    assertThat(root.status()).isEqualTo(RootCase.Status.OPEN);
    assertThat(root.explanation())
        .contains("500 alarms on 320 of 320 machines of site", "by a machine", "flood");
  }

  @Test
  void whatIsOnlySimultaneousDoesNotGroup() {
    plant();
    raise("n/0/0", 0);
    raise("s/2/1", 20);
    raise("n/3/3", 40);
    raise("s/0/4", 41);

    assertThat(told()).isEmpty();
  }

  @Test
  void aTripOfOneAreaLeavesOutAnAlarmOfAnotherOne() {
    plant();
    raise("s/1/1", 1);
    for (int line = 0; line < 4; line++) {
      for (int machine = 0; machine < 5; machine++) {
        raise("n/" + line + "/" + machine, 2 + line);
      }
    }
    raise("s/2/2", 7);

    RootCase root = one();
    assertThat(root.place()).isEqualTo("n");
    assertThat(root.alarms()).isEqualTo(20);
    assertThat(root.consequences()).noneMatch(id -> id.startsWith("s/"));
  }

  @Test
  void theGroupStandsAtTheDeepestPlaceThatHoldsItAndWidens() {
    plant();
    for (int machine = 0; machine < 3; machine++) {
      raise("n/0/" + machine, machine);
      raise("n/1/" + machine, machine);
    }
    assertThat(told()).extracting(RootCase::place).containsExactlyInAnyOrder("n/0", "n/1");

    for (int machine = 0; machine < 3; machine++) {
      raise("n/2/" + machine, 5);
    }
    raise("n/3/0", 6);
    RootCase north = one();
    assertThat(north.place()).as("half of the machines of two lines and more").isEqualTo("n");
    assertThat(north.alarms()).isEqualTo(10);
    assertThat(north.flood()).isFalse();
    assertThat(groups).as("the merged ones are forgotten").hasSize(1);

    for (int line = 0; line < 4; line++) {
      for (int machine = 0; machine < 3; machine++) {
        raise("s/" + line + "/" + machine, 7);
      }
    }
    assertThat(one().place()).as("the plant").isEmpty();
    assertThat(one().alarms()).isEqualTo(22);
    assertThat(one().flood()).isTrue();
  }

  @Test
  void manyConditionsOfOneMachineAreAGroupOfIt() {
    plant();
    raise("n/0/0", "a", 0);
    raise("n/0/0", "b", 1);
    assertThat(told()).isEmpty();
    raise("n/0/0", "c", 2);

    assertThat(one().place()).isEqualTo("asset:n/0/0");
    assertThat(one().explanation()).startsWith("3 alarms on n/0/0 began between");
  }

  @Test
  void whatIsApartInTimeDoesNotGroup() {
    plant();
    for (int n = 0; n < 5; n++) {
      raise("n/0/" + n, n * 121);
    }
    assertThat(told()).isEmpty();
  }

  @Test
  void aGroupIsNoLongerThanTheSpan() {
    plant();
    for (int n = 0; n < 40; n++) {
      raise("n/" + n % 4 + "/" + n / 4 % 5, n < 20 ? "p" : "q", n * 60);
    }
    assertThat(told()).hasSizeGreaterThan(1);
    assertThat(told().stream().mapToInt(RootCase::alarms).sum()).isLessThanOrEqualTo(40);
    for (GroupState group : groups.values()) {
      List<Instant> begins =
          onsets.values().stream()
              .filter(o -> group.id().equals(o.group()))
              .map(Onset::time)
              .sorted()
              .toList();
      assertThat(Duration.between(begins.get(0), begins.get(begins.size() - 1)))
          .isLessThanOrEqualTo(RULE.span());
    }
  }

  @Test
  void ofTheSameTimeATrippedMachineIsTheFirstThenTheMostCriticalThenById() {
    declare("a", Criticality.B, "n");
    declare("b", Criticality.A, "n");
    declare("c", Criticality.C, "n");
    declare("d", Criticality.A, "n");
    for (String asset : List.of("d", "c", "b", "a")) {
      raise(asset, 10);
    }
    assertThat(one().rootAssetId().value()).isEqualTo("b");

    trip("c", 9);
    assertThat(one().rootAssetId().value()).isEqualTo("c");
    assertThat(one().explanation()).contains("on c, which tripped");

    raise("a", "late", 8);
    RootCase late = one();
    assertThat(late.rootAlarmId()).as("the earliest in event time").contains("a/LIMIT/late");
    assertThat(late.openedAt()).isEqualTo(at(8));
    assertThat(late.alarms()).isEqualTo(5);
  }

  @Test
  void aTripThatWasToldBeforeTheAlarmsCountsToo() {
    declare("a", Criticality.A, "n");
    declare("c", Criticality.C, "n");
    trip("c", 9);
    for (String asset : List.of("a", "c")) {
      raise(asset, 10);
    }
    raise("a", "q", 11);
    assertThat(one().rootAssetId().value()).isEqualTo("c");
  }

  @Test
  void isClosedWhenAllHaveReturnedAndALateMemberOpensItAgain() {
    plant();
    for (int n = 0; n < 3; n++) {
      raise("n/0/" + n, n);
    }
    String id = one().rootCaseId();
    end("n/0/0", "p", 0, 100);
    desk.take(event("n/0/1", "p", 1, 101, 2, AlarmStatus.ACKNOWLEDGED));
    desk.take(event("n/0/2", "p", 2, 102, 2, AlarmStatus.RETURNED_UNACKNOWLEDGED));
    assertThat(one().status()).isEqualTo(RootCase.Status.OPEN);
    desk.take(event("n/0/1", "p", 1, 103, 3, AlarmStatus.NORMAL));

    RootCase closed = one();
    assertThat(closed.status()).isEqualTo(RootCase.Status.CLOSED);
    assertThat(closed.updatedAt()).isEqualTo(at(103));
    assertThat(closed.alarms()).isEqualTo(3);

    raise("n/0/4", 60);
    assertThat(one().rootCaseId()).isEqualTo(id);
    assertThat(one().status()).isEqualTo(RootCase.Status.OPEN);
    assertThat(one().alarms()).isEqualTo(4);
  }

  @Test
  void whatComesAndGoesIsOneMemberSinceItCameFirst() {
    plant();
    raise("n/0/0", 0);
    for (int n = 1; n < 5; n++) {
      end("n/0/0", "p", (n - 1) * 10, n * 10 - 5);
      raise("n/0/0", n * 10);
    }
    raise("n/0/1", 41);
    raise("n/0/2", 42);
    for (int n = 5; n < 9; n++) {
      end("n/0/0", "p", (n - 1) * 10, n * 10 - 5);
      raise("n/0/0", n * 10);
    }

    RootCase root = one();
    assertThat(root.alarms()).isEqualTo(3);
    assertThat(root.openedAt()).isEqualTo(at(0));
    assertThat(root.rootAlarmId()).as("the alarm that stands").isEqualTo(alarm("n/0/0", 80));
  }

  @Test
  void anAlarmOfTodayIsNoMemberOfYesterdaysGroup() {
    plant();
    for (int n = 0; n < 3; n++) {
      raise("n/0/" + n, n);
    }
    RootCase before = one();
    desk.take(event("n/0/0", "p", 0, 50, 2, AlarmStatus.RETURNED_UNACKNOWLEDGED));
    RootCase returned = one();
    desk.take(event("n/0/0", "p", 0, 86_400, 3, AlarmStatus.UNACKNOWLEDGED));

    assertThat(returned.alarms()).isEqualTo(before.alarms());
    assertThat(one()).isEqualTo(returned);
  }

  @Test
  void whatIsHiddenFromTheBeginningAsksForNothingUntilItIsShown() {
    plant();
    raise("n/0/0", 0);
    raise("n/0/1", 1);
    desk.take(event("n/0/2", "p", 2, 2, 1, AlarmStatus.SUPPRESSED_BY_DESIGN));
    assertThat(told()).isEmpty();
    desk.take(event("n/0/2", "p", 2, 900, 2, AlarmStatus.UNACKNOWLEDGED));
    assertThat(one().consequences()).contains(alarm("n/0/2", 2));
  }

  @Test
  void aCaseThatWasOpenedThereGoesWithIt() {
    plant();
    desk.take(opened("n/0/3", 5));
    desk.take(opened("s/0/3", 5));
    for (int n = 0; n < 3; n++) {
      raise("n/0/" + n, n);
    }
    desk.take(opened("n/0/4", 6));

    assertThat(one().caseIds()).containsExactly("case of n/0/3", "case of n/0/4");
    assertThat(one().alarms()).isEqualTo(3);
  }

  private static Advisory opened(String asset, double second) {
    return new Advisory(
        "case of " + asset,
        1,
        new AssetId(asset),
        "all",
        Advisory.Status.OPEN,
        Priority.HIGH,
        at(second),
        at(second),
        "wear",
        List.of(),
        null,
        null,
        Origin.MEASURED,
        "test");
  }

  @Test
  void aWithdrawnMachineKeepsNoGroupOpen() {
    plant();
    for (int n = 0; n < 3; n++) {
      raise("n/0/" + n, n);
      end("n/0/" + n, "p", n, n < 2 ? 50 : -1);
    }
    raise("n/0/3", 4);
    assertThat(one().status()).isEqualTo(RootCase.Status.OPEN);
    desk.withdraw(new AssetId("n/0/3"));
    assertThat(one().status()).isEqualTo(RootCase.Status.CLOSED);
  }

  @Test
  void redeliveryChangesNothing() {
    plant();
    for (int n = 0; n < 4; n++) {
      raise("n/0/" + n, n);
    }
    trip("n/0/1", 1);
    RootCase before = one();
    for (int n = 0; n < 4; n++) {
      raise("n/0/" + n, n);
    }
    trip("n/0/1", 1);
    assertThat(desk.tell()).isEmpty();
    assertThat(one()).isEqualTo(before);
  }

  @Test
  void aClockThatJumpsDisturbsNobodyElse() {
    plant();
    raise("n/0/0", 0);
    raise("n/0/1", 1e9);
    raise("n/0/4", -1e9);
    raise("n/0/2", 2);
    raise("n/0/3", 3);
    RootCase root = one();
    assertThat(root.alarms()).isEqualTo(3);
    assertThat(root.openedAt()).isEqualTo(at(0));

    end("n/0/1", "p", 1e9, 1e9 + 1);
    raise("n/0/1", 4);
    assertThat(one().alarms()).as("its clock is right again").isEqualTo(4);
  }

  /** Machines tell in orders of their own; what is found depends on event times. */
  @Test
  void theOrderInWhichMachinesTellDoesNotMatter() {
    List<AlarmEvent> events = new ArrayList<>();
    Random random = new Random(7);
    for (int n = 0; n < 60; n++) {
      String asset = (n % 3 == 0 ? "s/" : "n/") + random.nextInt(4) + "/" + random.nextInt(5);
      double second = random.nextInt(n % 3 == 0 ? 40_000 : 300);
      events.add(event(asset, "p" + n, second, second, 1, AlarmStatus.UNACKNOWLEDGED));
    }
    List<List<Object>> expected = null;
    for (int order = 0; order < 50; order++) {
      onsets.clear();
      groups.clear();
      known.clear();
      desk = desk(RULE);
      plant();
      Collections.shuffle(events, random);
      events.forEach(
          e -> {
            desk.take(e);
            told();
          });
      List<List<Object>> found =
          told().stream()
              .map(
                  r ->
                      List.<Object>of(
                          r.place(), r.rootAlarmId(), r.alarms(), r.consequences(), r.openedAt()))
              .toList();
      assertThat(found).isNotEmpty();
      expected = expected == null ? found : expected;
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aRestartAnywhereGivesTheSameAsNone() {
    List<RootCase> undisturbed = story(-1);
    assertThat(undisturbed).hasSizeGreaterThan(2);
    for (int every : List.of(1, 2, 7)) {
      onsets.clear();
      groups.clear();
      known.clear();
      assets.clear();
      desk = desk(RULE);
      assertThat(story(every)).isEqualTo(undisturbed);
    }
  }

  private List<RootCase> story(int restartEvery) {
    plant();
    Random random = new Random(11);
    Map<String, Double> standing = new HashMap<>();
    for (int n = 0; n < 600; n++) {
      String asset =
          (random.nextBoolean() ? "n/" : "s/") + random.nextInt(4) + "/" + random.nextInt(5);
      Double raised = standing.remove(asset);
      double second = n / 40 * 1000 + n % 40 * 2;
      if (raised == null) {
        raise(asset, second);
        standing.put(asset, second);
      } else {
        end(asset, "p", raised, second);
      }
      if (n % 37 == 0) {
        trip(asset, second);
      }
      if (n % 5 == 0) {
        told();
      }
      if (restartEvery > 0 && n % restartEvery == 0) {
        restart();
      }
    }
    return told();
  }

  @Test
  void memoryIsBounded() {
    plant();
    for (int n = 0; n < 3 * RootCaseDesk.ALONE_KEPT; n++) {
      raise("n/0/0", "p" + n, n * 300.0);
    }
    assertThat(onsets).hasSize(RootCaseDesk.ALONE_KEPT);

    for (int n = 0; n < 3 * RootCaseDesk.CLOSED_KEPT; n++) {
      for (int m = 0; m < 3; m++) {
        raise("s/0/" + m, n * 3000.0);
        end("s/0/" + m, "p", n * 3000.0, n * 3000.0 + 60);
      }
      told();
    }
    assertThat(groups).hasSize(RootCaseDesk.CLOSED_KEPT);
    assertThat(onsets)
        .hasSizeLessThanOrEqualTo(RootCaseDesk.ALONE_KEPT + 3 * RootCaseDesk.CLOSED_KEPT);
  }

  /**
   * How often chance makes a group: independent alarms of 300 machines in 6 areas of 5 lines, 30
   * days, at the rate that is acceptable (1 in ten minutes), manageable (2), and of a system that
   * is in flood all the time (10).
   */
  @Test
  void independentAlarmsHardlyEverGroup() {
    assertThat(groupsByChance(1)).isZero();
    assertThat(groupsByChance(2)).isZero();
    assertThat(groupsByChance(10)).isLessThanOrEqualTo(1);
  }

  private int groupsByChance(double perTenMinutes) {
    onsets.clear();
    groups.clear();
    known.clear();
    desk = desk(RootCaseRule.DEFAULT);
    for (int n = 0; n < 300; n++) {
      declare("m" + n, Criticality.B, "site", "area " + n % 6, "line " + n % 30);
    }
    Random random = new Random(42);
    double second = 0;
    while (second < 30 * 86_400) {
      second += -Math.log(1 - random.nextDouble()) * 600 / perTenMinutes;
      String asset = "m" + random.nextInt(300);
      String point = "p" + random.nextInt(3);
      raise(asset, point, second);
      end(asset, point, second, second + 30);
    }
    return told().size();
  }

  @Test
  void aFloodOfTenThousandIsGroupedInTime() {
    desk = desk(RootCaseRule.DEFAULT);
    for (int n = 0; n < 10_000; n++) {
      declare("m" + n, Criticality.B, "site", "area " + n % 20, "line " + n % 400);
    }
    for (int n = 0; n < 10_000; n++) {
      raise("m" + (n * 7919) % 10_000, n * 0.01);
    }
    RootCase root = one();
    assertThat(root.alarms()).isEqualTo(10_000);
  }
}
