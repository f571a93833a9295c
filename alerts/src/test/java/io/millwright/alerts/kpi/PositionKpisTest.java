package io.millwright.alerts.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.alerts.AlertsConfig;
import io.millwright.alerts.Plant;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionKpisTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final OperatorPositions POSITIONS =
      new OperatorPositions(
          Map.of("boiler", List.of("north/boiler", "south"), "utilities", List.of("north")));

  private final PositionKpis kpis = new PositionKpis(POSITIONS, Duration.ofDays(30));

  private void declare(String id, String... path) {
    Asset like = Plant.asset(new AssetId(id), Criticality.B, Origin.MEASURED);
    kpis.declare(
        new Asset(
            like.id(),
            like.name(),
            List.of(path),
            like.equipmentClass(),
            like.criticality(),
            like.externalIds(),
            like.items(),
            like.points(),
            like.stateRule(),
            like.vibration(),
            like.parts(),
            like.cycleDuration(),
            like.origin()));
  }

  private void tell(String asset, String point, int alarm, double minute, AlarmStatus status) {
    Instant time = T0.plusMillis(Math.round(minute * 60_000));
    String id = asset + "/" + point + "@" + alarm;
    kpis.take(
        new AlarmEvent(
            id + "#" + minute,
            id,
            1,
            new AssetId(asset),
            null,
            point,
            AlarmCondition.LIMIT,
            status,
            true,
            Priority.LOW,
            time,
            time,
            "why",
            "millwright",
            Origin.MEASURED));
  }

  private AlarmKpis.Report of(String position) {
    AlarmKpis.Report report = kpis.reports(T0).get(position);
    assertThat(report).as(position).isNotNull();
    return report == null ? AlarmKpis.Report.NONE : report;
  }

  @Test
  void theLongestPrefixAnswers() {
    assertThat(POSITIONS.of(List.of("north", "boiler", "feed"))).isEqualTo("boiler");
    assertThat(POSITIONS.of(List.of("north", "boilers"))).isEqualTo("utilities");
    assertThat(POSITIONS.of(List.of("south"))).isEqualTo("boiler");
    assertThat(POSITIONS.of(List.of("west"))).isEqualTo("other");
    assertThat(POSITIONS.names()).containsExactly("boiler", "utilities", "other");
    assertThat(OperatorPositions.ONE.of(List.of("north"))).isEqualTo("plant");
  }

  @Test
  void aFloodAtOnePositionIsNoneAtAnother() {
    declare("b", "north", "boiler");
    declare("u", "north", "water");
    tell("u", "p", 0, 0, AlarmStatus.UNACKNOWLEDGED);
    for (int n = 0; n < 40; n++) {
      tell("b", "p" + n, n, 45 + n / 10.0, AlarmStatus.UNACKNOWLEDGED);
    }
    tell("u", "p", 1, 99, AlarmStatus.UNACKNOWLEDGED);
    tell("unknown", "p", 1, 99, AlarmStatus.UNACKNOWLEDGED);

    assertThat(of("boiler").peakPerTenMinutes()).isEqualTo(40);
    assertThat(of("boiler").floodShare()).as("one of ten slots").isCloseTo(0.1, within(1e-12));
    assertThat(of("boiler").lastTenMinutes()).isZero();
    assertThat(of("boiler").averagePerTenMinutes()).isCloseTo(4, within(1e-12));
    assertThat(of("utilities").floodShare()).isZero();
    assertThat(of("utilities").peakPerTenMinutes()).isEqualTo(1);
    assertThat(of("utilities").lastTenMinutes()).isEqualTo(1);
    assertThat(of("other").annunciations()).isEqualTo(1);
  }

  @Test
  void aQuietPositionIsWatchedAsLongAsTheOthers() {
    declare("b", "north", "boiler");
    tell("b", "p", 0, 0, AlarmStatus.UNACKNOWLEDGED);
    tell("b", "p", 1, 60, AlarmStatus.UNACKNOWLEDGED);
    assertThat(of("utilities").annunciations()).isZero();
    assertThat(of("utilities").averagePerTenMinutes()).isZero();
    assertThat(of("utilities").floodShare()).isZero();
    assertThat(of("utilities").topTenShare()).isNaN();
  }

  @Test
  void anAlarmEndsWhereItWasRaised() {
    declare("b", "north", "boiler");
    tell("b", "p", 0, 0, AlarmStatus.UNACKNOWLEDGED);
    declare("b", "north", "water");
    tell("b", "p", 0, 5, AlarmStatus.ACKNOWLEDGED);
    tell("b", "p", 0, 6, AlarmStatus.NORMAL);
    tell("b", "p", 1, 7, AlarmStatus.UNACKNOWLEDGED);

    assertThat(of("boiler").medianSecondsToAcknowledge()).isEqualTo(300);
    assertThat(of("boiler").annunciations()).isEqualTo(1);
    assertThat(of("utilities").annunciations()).isEqualTo(1);
  }

  @Test
  void theTenMostFrequentAreNamed() {
    declare("b", "north", "boiler");
    for (int kind = 0; kind < 12; kind++) {
      for (int n = 0; n <= kind; n++) {
        tell("b", "p" + kind, n, kind * 20 + n, AlarmStatus.UNACKNOWLEDGED);
      }
    }
    List<AlarmKpis.Frequent> top = of("boiler").topTen();
    assertThat(top).hasSize(10);
    assertThat(top.get(0).kind().pointId()).isEqualTo("p11");
    assertThat(top.get(0).kind().assetId()).isEqualTo(new AssetId("b"));
    assertThat(top.get(0).times()).isEqualTo(12);
    assertThat(top.get(9).times()).isEqualTo(3);
    assertThat(top.get(0).share()).isCloseTo(12.0 / 78, within(1e-12));
    assertThat(of("boiler").topTenShare()).isCloseTo(75.0 / 78, within(1e-12));
  }

  @Test
  void positionsAreConfigured() {
    AlertsConfig config =
        Configuration.parse(
            "kpis: {positions: {boiler: [north/boiler], rest: ['']}}", AlertsConfig.class);
    assertThat(config.kpis().of(List.of("north", "boiler"))).isEqualTo("boiler");
    assertThat(config.kpis().of(List.of("west"))).isEqualTo("rest");
    assertThat(Configuration.parse("{}", AlertsConfig.class).kpis())
        .isEqualTo(OperatorPositions.ONE);
  }

  @Test
  void onePlaceHasOnePosition() {
    assertThatThrownBy(
            () -> new OperatorPositions(Map.of("a", List.of("north"), "b", List.of("north"))))
        .hasMessageContaining("a and b both answer for 'north'");
    assertThatThrownBy(() -> new OperatorPositions(Map.of("other", List.of("north"))))
        .hasMessageContaining("not other");
    assertThatThrownBy(() -> new OperatorPositions(Map.of("a", List.of())))
        .hasMessageContaining("needs places");
  }
}
