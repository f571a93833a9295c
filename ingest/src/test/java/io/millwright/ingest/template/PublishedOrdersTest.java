package io.millwright.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import org.junit.jupiter.api.Test;

class PublishedOrdersTest {
  @Test
  void findsTheGeometryOfEveryBearingOfTheCatalogueFromItsOrders() {
    BearingCatalogue.entries()
        .forEach(
            (designation, entry) -> {
              BearingGeometry real = entry.geometry();
              BearingFrequencies orders = BearingFrequencies.of(real);

              BearingGeometry solved =
                  new PublishedOrders(
                          orders.outerRace(),
                          orders.innerRace(),
                          orders.elementSpin(),
                          real.pitchDiameterMm())
                      .geometry(designation);

              assertThat(solved.rollingElements()).isEqualTo(real.rollingElements());
              assertThat(solved.elementDiameterMm())
                  .isCloseTo(real.elementDiameterMm(), within(1e-9));
              assertThat(solved.contactAngleDeg()).isCloseTo(real.contactAngleDeg(), within(1e-5));
            });
  }

  /** Timken's table prints 3.037 and 4.963 for the 309K, whose balls are 17.4625 mm. */
  @Test
  void takesOrdersAsTheyArePrinted() {
    BearingGeometry solved = new PublishedOrders(3.037, 4.963, null, 72.5).geometry("6309");

    assertThat(solved.rollingElements()).isEqualTo(8);
    assertThat(solved.elementDiameterMm()).isCloseTo(17.4625, within(0.02));
    assertThat(solved.contactAngleDeg()).isZero();
  }

  @Test
  void refusesOrdersOfNoBearing() {
    assertThatThrownBy(() -> new PublishedOrders(4.9, 3.1, null, 72.5))
        .hasMessageContaining("BPFO < BPFI");
    assertThatThrownBy(() -> new PublishedOrders(3.2, 4.963, null, 72.5))
        .hasMessageContaining("number of rolling elements");
    assertThatThrownBy(() -> new PublishedOrders(3.037, 4.963, 2 * 1.955, 72.5).geometry(null))
        .hasMessageContaining("2×BSF");
    assertThatThrownBy(() -> new PublishedOrders(3.037, 4.963, null, Double.NaN))
        .hasMessageContaining("pitchDiameterMm");
  }
}
