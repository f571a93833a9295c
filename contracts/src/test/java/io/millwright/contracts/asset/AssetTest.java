package io.millwright.contracts.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Examples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetTest {
  @Test
  void fingerprintsTheOrderOfItsPoints() {
    assertThat(Asset.channelSet(List.of("a", "b")))
        .isNotEqualTo(Asset.channelSet(List.of("b", "a")));
    assertThat(Examples.asset().channelSet()).isEqualTo(Asset.channelSet(List.of("speed", "vib")));
  }

  @Test
  void refusesAPointOfAnUnknownItem() {
    Asset a = Examples.asset();
    MeasurementPoint stray =
        new MeasurementPoint(
            "x", "x", "1", PointKind.PROCESS, PhysicalRange.UNBOUNDED, null, "gone");

    assertThatThrownBy(
            () ->
                new Asset(
                    a.id(),
                    a.name(),
                    a.path(),
                    a.equipmentClass(),
                    a.criticality(),
                    a.externalIds(),
                    a.items(),
                    List.of(stray),
                    OperatingStateRule.ALWAYS_RUNNING,
                    a.vibration(),
                    a.parts(),
                    a.cycleDuration(),
                    a.origin()))
        .hasMessage("asset north/pump-7, point x: no item gone");
  }

  @Test
  void refusesLimitsOutOfOrder() {
    assertThatThrownBy(() -> new Limits(null, null, 8.0, 7.0, 0, Duration.ZERO, Duration.ZERO))
        .hasMessage("highWarning 8.0 is above highAlarm 7.0");
  }

  @Test
  void refusesIdsThatAreNoKeys() {
    assertThatThrownBy(() -> new AssetId("pump 7")).hasMessageContaining("asset id 'pump 7'");
    assertThat(new AssetId("北/泵-7").value()).isEqualTo("北/泵-7");
  }
}
