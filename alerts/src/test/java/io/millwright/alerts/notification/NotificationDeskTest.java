package io.millwright.alerts.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.alerts.Plant;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Kind;
import io.millwright.runtime.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationDeskTest {
  /** Monday noon in Berlin. */
  private static final Instant NOON = Instant.parse("2026-01-05T11:00:00Z");

  private static final String DELIVERY =
      """
      delivery:
        mail: {host: localhost, from: millwright@example.org}
        webhooks: {room: {form: slack, url: 'https://hooks.example.org/x'}}
      """;

  private static final String PEOPLE =
      """
      console: https://millwright.example.org/
      recipients:
        - {name: ann, roles: [operator], email: ann@example.org, zone: Europe/Berlin}
        - {name: bob, roles: [engineer], email: bob@example.org, zone: Europe/Berlin}
        - {name: eve, roles: [engineer], webhook: room, zone: Europe/Berlin}
        - name: sam
          email: sam@example.org
          zone: Europe/Berlin
          quiet: [{from: 22:00, to: 06:00}]
          urgentBreaksQuiet: true
        - name: tom
          email: tom@example.org
          zone: Europe/Berlin
          quiet: [{from: 22:00, to: 06:00}]
      """
          + DELIVERY;

  private final MapShelf<Standing> standings = new MapShelf<>(Standing.class);
  private final MapShelf<Held> held = new MapShelf<>(Held.class);
  private final MapShelf<FloodWindow> windows = new MapShelf<>(FloodWindow.class);

  private NotificationDesk desk(String routes) {
    return new NotificationDesk(config(routes), standings, held, windows);
  }

  private static NotificationConfig config(String routes) {
    return Configuration.parse(PEOPLE + routes, NotificationConfig.class);
  }

  private static AlarmEvent alarm(int revision, AlarmStatus status, Priority priority) {
    return alarm(Plant.PUMP, revision, status, priority, Origin.MEASURED);
  }

  private static AlarmEvent alarm(
      AssetId id, int revision, AlarmStatus status, Priority priority, Origin origin) {
    String alarmId = id + "/LIMIT/vib/HIGH_ALARM@" + Plant.START;
    return new AlarmEvent(
        alarmId + "#" + revision,
        alarmId,
        revision,
        id,
        "bearing",
        "vib",
        AlarmCondition.LIMIT,
        status,
        status == AlarmStatus.UNACKNOWLEDGED || status == AlarmStatus.ACKNOWLEDGED,
        priority,
        Plant.START,
        Plant.hour(revision),
        "vib is 7.4 mm/s, beyond 7.1",
        "millwright",
        origin);
  }

  private static WorkOrder order(int revision, WorkOrder.Status status, Priority priority) {
    return new WorkOrder(
        "order:case-1",
        revision,
        "case-1",
        Plant.PUMP,
        "bearing",
        status,
        priority,
        Plant.START,
        Plant.hour(revision),
        Plant.hour(80),
        "Inspect Drive-end bearing of Feed pump 7 (VIB)",
        "Requested by a machine",
        "VIB",
        null,
        List.of("6205"),
        List.of(),
        Map.of(),
        Origin.MEASURED,
        new Recommendation(
            "Replace the bearing", "mechanic", Duration.ofHours(4), "library, row 7"));
  }

  private static Advisory alert(int revision, Advisory.Status status, Priority priority) {
    return new Advisory(
        "case-1",
        revision,
        Plant.PUMP,
        "bearing",
        status,
        priority,
        Plant.START,
        Plant.hour(revision),
        "vib +5.2 σ",
        List.of(Plant.finding("bearing", 0.6)),
        null,
        null,
        Origin.MEASURED,
        "Millwright 0.1.0, detectors 1");
  }

  private static List<String> told(List<Notification> notifications) {
    return notifications.stream().map(n -> n.recipient() + " " + n.kind()).toList();
  }

  private static Instant after(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void anAlarmIsToldOnceARaisingAndNotOnceATransition() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann]}]");
    List<Notification> all = new ArrayList<>();
    int revision = 0;
    for (AlarmStatus status :
        List.of(
            AlarmStatus.UNACKNOWLEDGED, // told
            AlarmStatus.UNACKNOWLEDGED, // its priority rose
            AlarmStatus.ACKNOWLEDGED,
            AlarmStatus.NORMAL)) {
      all.addAll(desk.take(Plant.pump(), alarm(++revision, status, Priority.HIGH), NOON));
    }
    assertThat(told(all)).containsExactly("ann ALARM");

    assertThat(
            told(
                desk.take(Plant.pump(), alarm(5, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON)))
        .as("raised again")
        .containsExactly("ann ALARM");
    assertThat(
            desk.take(
                Plant.pump(), alarm(6, AlarmStatus.RETURNED_UNACKNOWLEDGED, Priority.HIGH), NOON))
        .isEmpty();
    assertThat(
            told(
                desk.take(Plant.pump(), alarm(7, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON)))
        .as("back before anybody had seen it")
        .containsExactly("ann ALARM");
  }

  @Test
  void whatIsDeliveredAgainIsToldOnce() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann]}]");
    AlarmEvent raised = alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH);
    AlarmEvent closed = alarm(2, AlarmStatus.NORMAL, Priority.HIGH);

    assertThat(desk.take(Plant.pump(), raised, NOON)).hasSize(1);
    assertThat(desk.take(Plant.pump(), raised, NOON)).isEmpty();
    assertThat(desk.take(Plant.pump(), closed, NOON)).isEmpty();
    assertThat(desk.take(Plant.pump(), raised, after(60))).isEmpty();
    assertThat(desk.tick(after(61))).isEmpty();
    assertThat(desk("routes: [{name: r, tell: [ann]}]").take(Plant.pump(), raised, after(62)))
        .as("after a restart")
        .isEmpty();
  }

  @Test
  void whatIsClosedIsForgottenAfterADay() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann]}]");
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    desk.take(Plant.pump(), alarm(2, AlarmStatus.NORMAL, Priority.HIGH), NOON);
    desk.tick(after(24 * 60));
    assertThat(standings.all()).hasSize(1);
    desk.tick(after(24 * 60 + 1));
    assertThat(standings.all()).isEmpty();
    assertThat(windows.all()).isEmpty();
  }

  @Test
  void routesChooseByAreaClassKindPriorityAndOrigin() {
    NotificationDesk desk =
        desk(
            """
            routes:
              - {name: area, area: north/utilities, tell: [ann]}
              - {name: beside, area: north/util, tell: [bob]}
              - {name: class, classes: [fan], tell: [bob]}
              - {name: kind, kinds: [alert, work-order], tell: [bob]}
              - {name: priority, from: urgent, tell: [bob]}
              - {name: test, origins: [replayed, simulated], tell: [eve]}
            """);
    assertThat(
            told(
                desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON)))
        .containsExactly("ann ALARM");

    AssetId other = new AssetId("p-2");
    Asset replayed = Plant.asset(other, Criticality.B, Origin.REPLAYED);
    AlarmEvent test = alarm(other, 1, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT, Origin.REPLAYED);
    List<Notification> told = desk.take(replayed, test, NOON);
    assertThat(told(told)).as("a replay is told where it is declared").containsExactly("eve ALARM");
    assertThat(told.get(0).text()).contains("Origin: replayed telemetry, not live");
    assertThat(
            desk.take(
                null,
                alarm(
                    new AssetId("x"), 1, AlarmStatus.UNACKNOWLEDGED, Priority.LOW, Origin.MEASURED),
                NOON))
        .as("nobody knows where it is")
        .isEmpty();
  }

  @Test
  void whoeverIsOnSeveralRoutesIsToldOnceByTheQuickest() {
    NotificationDesk desk =
        desk(
            """
            routes:
              - {name: digest, tell: [ann, bob], digestAt: [18:00]}
              - {name: now, tell: ['role:operator']}
            """);
    assertThat(
            told(
                desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON)))
        .containsExactly("ann ALARM");
    assertThat(told(desk.tick(Instant.parse("2026-01-05T17:00:00Z"))))
        .containsExactly("bob DIGEST");
  }

  @Test
  void whatGrowsUrgentIsToldToThoseWhomOnlyThatConcerns() {
    NotificationDesk desk =
        desk("routes: [{name: a, tell: [ann]}, {name: b, from: urgent, tell: [bob]}]");
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    assertThat(
            told(
                desk.take(
                    Plant.pump(), alarm(2, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT), NOON)))
        .containsExactly("bob ALARM");
  }

  @Test
  void anOrderIsToldWithWhatToDoAndAgainWhenItGrowsUrgent() {
    NotificationDesk desk =
        desk("routes: [{name: r, kinds: [alert, work-order, alarm], tell: [ann]}]");
    List<Notification> alert =
        desk.take(Plant.pump(), alert(1, Advisory.Status.OPEN, Priority.MEDIUM), NOON);
    assertThat(told(alert)).containsExactly("ann ALERT");
    assertThat(alert.get(0).text())
        .contains("vib +5.2 σ; suspected: VIB wear of bearing (60 %)")
        .contains("A machine wrote this: Millwright. It rests on Millwright 0.1.0, detectors 1.");
    assertThat(desk.take(Plant.pump(), alert(2, Advisory.Status.OPEN, Priority.MEDIUM), NOON))
        .as("another snapshot")
        .isEmpty();

    List<Notification> order =
        desk.take(Plant.pump(), order(1, WorkOrder.Status.REQUESTED, Priority.HIGH), NOON);
    assertThat(told(order)).containsExactly("ann WORK_ORDER");
    assertThat(order.get(0).text())
        .contains("Recommended: Replace the bearing (mechanic, about 240 min; parts: 6205)")
        .contains("Due by: 2026-01-05 09:00 CET");
    assertThat(desk.take(Plant.pump(), order(2, WorkOrder.Status.REQUESTED, Priority.HIGH), NOON))
        .isEmpty();
    assertThat(
            told(
                desk.take(
                    Plant.pump(), order(3, WorkOrder.Status.APPROVED, Priority.URGENT), NOON)))
        .containsExactly("ann WORK_ORDER");

    assertThat(
            desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT), NOON)
                .get(0)
                .text())
        .as("an alarm tells what the open order recommends")
        .contains("Recommended: Replace the bearing");
  }

  private static final String LADDER =
      """
      routes:
        - name: r
          kinds: [alarm, work-order]
          tell: [ann]
          escalate: [{after: 15m, tell: [bob]}, {after: 30m, tell: ['role:engineer'], times: 2}]
      """;

  @Test
  void theLadderIsClimbedAsDeclaredAndEnds() {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    List<String> climbed = new ArrayList<>();
    for (int minute = 1; minute <= 300; minute++) {
      for (Notification n : desk.tick(after(minute))) {
        climbed.add(minute + " " + n.recipient() + " " + n.subject());
      }
    }
    String of = ": Feed pump 7: vib is 7.4 mm/s, beyond 7.1";
    assertThat(climbed)
        .containsExactly(
            "15 bob [HIGH] Not acknowledged for 15 min" + of,
            "45 bob [HIGH] Not acknowledged for 45 min" + of,
            "45 eve [HIGH] Not acknowledged for 45 min" + of,
            "75 bob [HIGH] Not acknowledged for 75 min" + of,
            "75 eve [HIGH] Not acknowledged for 75 min" + of);
  }

  @ParameterizedTest
  @EnumSource(
      value = AlarmStatus.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNACKNOWLEDGED", "LATCHED_UNACKNOWLEDGED"})
  void theLadderEndsWhenTheAlarmWaitsForNobody(AlarmStatus status) {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    assertThat(desk.tick(after(15))).hasSize(1);
    desk.take(Plant.pump(), alarm(2, status, Priority.HIGH), after(16));
    for (int minute = 16; minute < 120; minute++) {
      assertThat(desk.tick(after(minute))).isEmpty();
    }
  }

  @Test
  void aLadderThatIsAtItsEndDoesNotBeginAgainWhenTheAlarmGrowsUrgent() {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.LOW), NOON);
    for (int minute = 15; minute <= 75; minute += 30) {
      assertThat(desk.tick(after(minute))).isNotEmpty();
    }
    desk.take(Plant.pump(), alarm(2, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT), after(80));
    assertThat(desk.tick(after(200))).isEmpty();
  }

  @Test
  void theLadderGoesOnWhileALatchedAlarmIsNotAcknowledged() {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    desk.take(Plant.pump(), alarm(2, AlarmStatus.LATCHED_UNACKNOWLEDGED, Priority.HIGH), after(1));
    assertThat(told(desk.tick(after(15)))).containsExactly("bob ESCALATION");
  }

  @Test
  void theLadderRestsWhileTheAlarmIsOnTheShelf() {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    desk.take(Plant.pump(), alarm(2, AlarmStatus.SHELVED, Priority.HIGH), after(1));
    assertThat(desk.tick(after(100))).isEmpty();
    desk.take(
        Plant.pump(), alarm(3, AlarmStatus.LATCHED_UNACKNOWLEDGED, Priority.HIGH), after(101));
    assertThat(told(desk.tick(after(102)))).containsExactly("bob ESCALATION");
  }

  @Test
  void anOrderEscalatesUntilItIsDecided() {
    NotificationDesk desk = desk(LADDER);
    desk.take(Plant.pump(), order(1, WorkOrder.Status.REQUESTED, Priority.HIGH), NOON);
    List<Notification> first = desk.tick(after(15));
    assertThat(first.get(0).subject()).contains("Not decided for 15 min");
    desk.take(Plant.pump(), order(2, WorkOrder.Status.APPROVED, Priority.HIGH), after(20));
    assertThat(desk.tick(after(200))).isEmpty();
  }

  /** A stop of three hours in mid-escalation: the missed rungs do not come all at once. */
  @Test
  void anEscalationGoesOnAfterARestart() {
    NotificationDesk before = desk(LADDER);
    before.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    assertThat(before.tick(after(15))).hasSize(1);

    NotificationDesk restarted = desk(LADDER);
    assertThat(restarted.tick(after(16))).isEmpty();
    assertThat(told(restarted.tick(after(200))))
        .containsExactly("bob ESCALATION", "eve ESCALATION");
    assertThat(restarted.tick(after(229))).isEmpty();
    assertThat(restarted.tick(after(230))).hasSize(2);
    assertThat(restarted.tick(after(1000))).isEmpty();
  }

  @Test
  void whatFallsIntoQuietHoursIsToldAtTheirEndWithWhatBecameOfIt() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [tom, sam]}]");
    Instant night = Instant.parse("2026-01-05T23:30:00Z"); // 00:30 in Berlin
    AssetId one = new AssetId("p-1");
    AssetId two = new AssetId("p-2");
    AssetId three = new AssetId("p-3");
    assertThat(
            desk.take(
                null,
                alarm(one, 1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH, Origin.MEASURED),
                night))
        .isEmpty();
    assertThat(
            desk.take(
                null,
                alarm(one, 2, AlarmStatus.ACKNOWLEDGED, Priority.HIGH, Origin.MEASURED),
                night))
        .isEmpty();
    assertThat(
            desk.take(
                null,
                alarm(two, 1, AlarmStatus.UNACKNOWLEDGED, Priority.MEDIUM, Origin.MEASURED),
                night))
        .isEmpty();
    assertThat(
            desk.take(
                null, alarm(two, 2, AlarmStatus.NORMAL, Priority.MEDIUM, Origin.MEASURED), night))
        .isEmpty();
    assertThat(
            told(
                desk.take(
                    null,
                    alarm(three, 1, AlarmStatus.UNACKNOWLEDGED, Priority.URGENT, Origin.MEASURED),
                    night)))
        .as("URGENT breaks the quiet hours of whoever has declared so")
        .containsExactly("sam ALARM");

    assertThat(desk.tick(Instant.parse("2026-01-06T04:59:59Z"))).isEmpty();
    List<Notification> morning = desk.tick(Instant.parse("2026-01-06T05:00:00Z"));
    assertThat(morning)
        .extracting(Notification::recipient, Notification::kind, Notification::subject)
        .containsExactly(
            tuple(
                "sam", Kind.DIGEST, "[HIGH] After your quiet hours: 2 notices (1 HIGH, 1 MEDIUM)"),
            tuple(
                "tom",
                Kind.DIGEST,
                "[URGENT] After your quiet hours: 3 notices (1 URGENT, 1 HIGH, 1 MEDIUM)"));
    assertThat(morning.get(1).text().lines().filter(l -> l.startsWith("- ")))
        .containsExactly(
            "- [URGENT] p-3: vib is 7.4 mm/s, beyond 7.1, since 2026-01-02 01:00 CET",
            "- [HIGH] p-1: vib is 7.4 mm/s, beyond 7.1, since 2026-01-02 01:00 CET (acknowledged by now)",
            "- [MEDIUM] p-2: vib is 7.4 mm/s, beyond 7.1, since 2026-01-02 01:00 CET (over by now)");
    assertThat(held.all()).isEmpty();
    assertThat(desk.tick(Instant.parse("2026-01-06T05:00:01Z"))).isEmpty();
  }

  @Test
  void aDigestThatFallsIntoQuietHoursWaitsForTheirEnd() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [tom], digestAt: [23:00]}]");
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    assertThat(desk.tick(Instant.parse("2026-01-05T22:00:00Z"))).isEmpty();
    assertThat(desk.tick(Instant.parse("2026-01-06T05:00:00Z"))).hasSize(1);
  }

  @Test
  void aTripOfFiveHundredAlarmsIsAFewMessages() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann]}]");
    List<Notification> told = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      AssetId id = new AssetId("p-" + i);
      Priority priority = i == 400 ? Priority.URGENT : Priority.HIGH;
      told.addAll(
          desk.take(
              null,
              alarm(id, 1, AlarmStatus.UNACKNOWLEDGED, priority, Origin.MEASURED),
              NOON.plusMillis(10 * i)));
    }
    assertThat(told).as("ten, and one that is more urgent than they").hasSize(11);
    assertThat(told.get(10).priority()).isEqualTo(Priority.URGENT);

    assertThat(desk.tick(NOON.plus(Duration.ofMinutes(5)).minusMillis(1))).isEmpty();
    List<Notification> rest = desk.tick(after(5));
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).kind()).isEqualTo(Kind.ROLL_UP);
    assertThat(rest.get(0).subject()).isEqualTo("[HIGH] 489 more notices within 5 min (489 HIGH)");
    assertThat(rest.get(0).text()).contains("and 389 more; see https://millwright.example.org\n");
    assertThat(rest.get(0).text().lines().filter(l -> l.startsWith("- "))).hasSize(Wording.LINES);
    assertThat(held.all()).isEmpty();
  }

  @Test
  void whatFindsNoRoomIsCounted() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann], digestAt: [18:00]}]");
    for (int i = 0; i < NotificationDesk.MOST_HELD + 200; i++) {
      Priority priority = i == NotificationDesk.MOST_HELD + 100 ? Priority.URGENT : Priority.LOW;
      desk.take(
          null,
          alarm(new AssetId("p-" + i), 1, AlarmStatus.UNACKNOWLEDGED, priority, Origin.MEASURED),
          NOON);
    }
    assertThat(held.all()).hasSize(NotificationDesk.MOST_HELD);
    Notification digest = desk.tick(Instant.parse("2026-01-05T17:00:00Z")).get(0);
    assertThat(digest.subject()).startsWith("[URGENT] Digest: 1200 notices (1 URGENT, ");
  }

  @Test
  void aFloodIsNotCountedOntoADigestThatLeavesLater() {
    NotificationDesk desk =
        desk(
            """
            flood: {most: 1, window: 10m}
            routes:
              - {name: later, kinds: [alert], tell: [ann], digestAt: [18:00]}
              - {name: now, kinds: [alarm], tell: [ann]}
            """);
    for (int i = 0; i < NotificationDesk.MOST_HELD; i++) {
      desk.take(Plant.pump(), alert("case-" + i), NOON);
    }
    List<Notification> told = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      told.addAll(
          desk.take(
              Plant.pump(),
              alarm(
                  new AssetId("p-" + i),
                  1,
                  AlarmStatus.UNACKNOWLEDGED,
                  Priority.HIGH,
                  Origin.MEASURED),
              NOON));
    }
    assertThat(told(told)).containsExactly("ann ALARM");
    List<Notification> flood = desk.tick(after(10));
    assertThat(told(flood)).as("not at six in the evening").containsExactly("ann ROLL_UP");
    assertThat(flood.get(0).subject()).contains("4 ");
    assertThat(desk.tick(Instant.parse("2026-01-05T17:00:00Z")).get(0).subject())
        .contains("Digest: " + NotificationDesk.MOST_HELD + " notices");
  }

  private static Advisory alert(String caseId) {
    Advisory a = alert(1, Advisory.Status.OPEN, Priority.LOW);
    return new Advisory(
        caseId,
        a.revision(),
        a.assetId(),
        a.itemId(),
        a.status(),
        a.priority(),
        a.openedAt(),
        a.updatedAt(),
        a.reason(),
        a.findings(),
        a.remainingLife(),
        a.closedReason(),
        a.origin(),
        a.provenance());
  }

  @Test
  void itIsToldThatItIsOverToThoseWhoHeardOfIt() {
    NotificationDesk desk =
        desk(
            "routes: [{name: r, tell: [ann, tom], allClear: true, escalate: [{after: 15m, tell: [bob]}]}]");
    Instant evening = Instant.parse("2026-01-05T21:30:00Z"); // tom has quiet hours
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), evening);
    assertThat(
            told(
                desk.take(
                    Plant.pump(),
                    alarm(2, AlarmStatus.RETURNED_UNACKNOWLEDGED, Priority.HIGH),
                    evening)))
        .as("bob was not needed, and tom will hear of it when it is over already")
        .containsExactly("ann ALL_CLEAR");
    assertThat(desk.take(Plant.pump(), alarm(3, AlarmStatus.NORMAL, Priority.HIGH), evening))
        .isEmpty();
    assertThat(desk.tick(Instant.parse("2026-01-06T05:00:00Z")).get(0).text())
        .contains("(over by now)");
  }

  @Test
  void whatComesFromElsewhereIsOneLineAndNoMarkup() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [ann]}]");
    Asset evil = named("Pump\r\nBcc: all@example.org <script>alert(1)</script>\u202e泵");
    Notification n =
        desk.take(evil, alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON).get(0);

    assertThat(n.subject())
        .isEqualTo(
            "[HIGH] Alarm: Pump  Bcc: all@example.org <script>alert(1)</script>泵: vib is 7.4 mm/s, beyond 7.1");
    assertThat(n.text().lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(n.html()).doesNotContain("<script>").contains("&lt;script&gt;alert(1)&lt;");
    assertThat(n.link()).isEqualTo("https://millwright.example.org/#/asset/north%2Fpump-7");
    assertThat(n.text())
        .contains("Place: north / utilities\n")
        .contains("Reason: vib is 7.4 mm/s, beyond 7.1\n")
        .contains("A machine wrote this: Millwright.");
  }

  private static Asset named(String name) {
    Asset a = Plant.pump();
    return new Asset(
        a.id(),
        name,
        a.path(),
        a.equipmentClass(),
        a.criticality(),
        a.externalIds(),
        a.items(),
        a.points(),
        a.stateRule(),
        a.vibration(),
        a.parts(),
        a.cycleDuration(),
        a.origin());
  }

  @Test
  void whatWasKeptForSomebodyWhoIsGoneIsReported() {
    NotificationDesk desk = desk("routes: [{name: r, tell: [tom], digestAt: [18:00]}]");
    desk.take(Plant.pump(), alarm(1, AlarmStatus.UNACKNOWLEDGED, Priority.HIGH), NOON);
    NotificationConfig without =
        Configuration.parse(
            "recipients: [{name: ann, email: ann@example.org}]\n" + DELIVERY,
            NotificationConfig.class);
    NotificationDesk later = new NotificationDesk(without, standings, held, windows);
    assertThat(later.forgetUndeclared()).containsExactly(Map.entry("tom", 1));
    assertThat(held.all()).isEmpty();
  }

  /** Events, repetitions and time at random; the desk is restarted at random moments. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void restartsChangeNothingAndNoIdComesTwice(long seed) {
    String routes =
        """
        flood: {most: 3, window: 5m}
        routes:
          - {name: all, tell: [ann, sam, tom], allClear: true, escalate: [{after: 7m, tell: [bob], times: 3}]}
          - {name: digest, kinds: [alarm, alert], tell: [eve], digestAt: [08:00, 16:00]}
        """;
    NotificationConfig config = config(routes);
    List<Notification> undisturbed = run(seed, desk -> desk, config);
    Random moments = new Random(seed + 100);
    List<Notification> restarted =
        run(
            seed,
            desk ->
                moments.nextInt(20) == 0
                    ? new NotificationDesk(config, standings, held, windows)
                    : desk,
            config);

    assertThat(undisturbed).hasSizeGreaterThan(100);
    assertThat(restarted).isEqualTo(undisturbed);
    List<String> ids = undisturbed.stream().map(Notification::id).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  private List<Notification> run(
      long seed, Function<NotificationDesk, NotificationDesk> between, NotificationConfig config) {
    List.of(standings, held, windows)
        .forEach(shelf -> List.copyOf(shelf.all().keySet()).forEach(shelf::delete));
    NotificationDesk desk = new NotificationDesk(config, standings, held, windows);
    Random random = new Random(seed);
    List<Notification> all = new ArrayList<>();
    int[] revisions = new int[20];
    AlarmStatus[] statuses = AlarmStatus.values();
    Instant now = NOON;
    AlarmEvent last = alarm(1, AlarmStatus.NORMAL, Priority.LOW);
    for (int i = 0; i < 3000; i++) {
      now = now.plusSeconds(random.nextInt(120));
      int asset = random.nextInt(revisions.length);
      if (random.nextInt(10) > 0) {
        last =
            alarm(
                new AssetId("p-" + asset),
                ++revisions[asset],
                statuses[random.nextInt(statuses.length)],
                Priority.values()[random.nextInt(4)],
                Origin.MEASURED);
      }
      all.addAll(desk.take(null, last, now));
      desk = between.apply(desk);
      all.addAll(desk.tick(now));
      desk = between.apply(desk);
    }
    return all;
  }
}
