package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.BearingGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearingCatalogueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6205",
        " 6205-2RS ",
        "SKF 6205-2RS JEM",
        "6205-2RS1/C3",
        "6205ZZ",
        "6205 2Z C3",
        "NSK 6205DDU",
        "6205-2RSH",
        "6205LLU/C3",
        "6205 TN9 C4"
      })
  void passesOverWhatDoesNotChangeTheInside(String designation) {
    assertThat(BearingCatalogue.geometry(designation))
        .get()
        .returns(9, BearingGeometry::rollingElements)
        .returns("6205", BearingGeometry::designation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6299", "62051", "620", "6205X", "6205 K", "16205", "NU205", "7205B"})
  void knowsNothingOfOthers(String designation) {
    assertThat(BearingCatalogue.find(designation)).isEmpty();
  }

  @Test
  void givesTheOrdersThatTheSourcesState() {
    BearingFrequencies fanEnd =
        BearingFrequencies.of(BearingCatalogue.geometry("6203").orElseThrow());
    assertThat(fanEnd.outerRace()).isCloseTo(3.0530, within(5e-4));
    assertThat(fanEnd.innerRace()).isCloseTo(4.9469, within(5e-4));
    assertThat(fanEnd.cage()).isCloseTo(0.3817, within(5e-4));
    // The source's 3.9874 agrees with its own geometry to 0.3 % only.
    assertThat(fanEnd.twiceElementSpin()).isCloseTo(3.9874, within(0.015));
    BearingFrequencies ims =
        BearingFrequencies.of(BearingCatalogue.geometry("Rexnord ZA-2115").orElseThrow());
    // 236.4 Hz and 296.9 Hz at 2000 rpm, as the users of that data set state.
    assertThat(ims.outerRace() * 2000 / 60).isCloseTo(236.4, within(0.1));
    assertThat(ims.innerRace() * 2000 / 60).isCloseTo(296.9, within(0.1));
  }

  @Test
  void everyRowHasASource() {
    assertThat(BearingCatalogue.entries()).hasSizeGreaterThanOrEqualTo(7);
    BearingCatalogue.entries()
        .forEach(
            (designation, entry) -> {
              assertThat(entry.source()).as(designation).hasSizeGreaterThan(20);
              assertThat(entry.geometry().designation()).isEqualTo(designation);
            });
  }
}
