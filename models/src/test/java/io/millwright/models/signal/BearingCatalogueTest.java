package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.models.signal.BearingCatalogue.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "6205 TN9 C4",
        "skf6205-2rsh",
        "6205-2RS (SKF)",
        "6205-2RS JEM SKF",
        "FAG: 6205-2HRS-C3",
        "6205 – 2Z/C3WT",
        "6205ZZC3/5K",
        "NTN 6205LLUC3",
        "6205 DDUCM",
        "6205-ZZE",
        "6205/P63",
        "6205M/C3VL0241",
        "6205-2Z/C3LHT23",
        "6205 MT33",
        "6205 NR"
      })
  void passesOverWhatDoesNotChangeTheInside(String designation) {
    assertThat(BearingCatalogue.geometry(designation))
        .get()
        .returns(9, BearingGeometry::rollingElements)
        .returns("6205", BearingGeometry::designation);
  }

  @ParameterizedTest
  @CsvSource({
    "6309 C3, 6309",
    "uer 204, UER204",
    "UER-204, UER204",
    "MB ER16K, ER-16K",
    "ER 16 K, ER-16K",
    "rexnord za2115, ZA-2115",
    "FAFNIR 203KD, 203KD"
  })
  void readsTheUsualSpellings(String written, String known) {
    assertThat(BearingCatalogue.geometry(written))
        .get()
        .returns(known, BearingGeometry::designation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6299",
        "62051",
        "620",
        "6205X",
        "6205 K",
        "16205",
        "NU205",
        "7205B",
        "6309 E",
        "SKF",
        "6204 ETN9",
        "6205-2RS ETN9",
        "6205E.C3",
        "E2.6205-2Z",
        "W 6205",
        "6205/HC5",
        "6205 VA201",
        "6210-C-2HRS",
        "ER-16",
        "6205/22"
      })
  void knowsNothingOfOthers(String designation) {
    assertThat(BearingCatalogue.find(designation)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SKF 6204 ETN9 | 'ETN9' behind 6204 may stand for another inside",
        "6210-C-2HRS | '-C-2HRS' behind 6210 may stand for another inside",
        "NU 210 | it is not in the catalogue",
        "22220 E | it is not in the catalogue",
        "62081 | it is not in the catalogue"
      },
      quoteCharacter = '"')
  void saysWhyItKnowsNothing(String designation, String reason) {
    assertThat(BearingCatalogue.whyUnknown(designation)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6208", "NSK 6208ZZ", "6305", "6306-2RS", "6307 C3", "6313/C3"})
  void leavesOutWhatSourcesContradict(String designation) {
    assertThat(BearingCatalogue.find(designation)).isEmpty();
    assertThat(BearingCatalogue.whyUnknown(designation))
        .containsPattern("^6[23][0-9]{2} is left out of the catalogue: .{40,}");
  }

  /**
   * The orders as printed, to the last printed digit: table A-9 of the Timken Ball Bearing Housed
   * Unit Catalog (204K for 6204 and so on, 9104 for 6004), with 6004 to 6207 dimensioned by another
   * maker; Curtin University's readme for ER-16K; CWRU for 6203 and 6205.
   */
  @ParameterizedTest
  @CsvSource({
    "6004, 3.578, 5.422, 0.398, 2.339",
    "6204, 3.052, 4.948, 0.382, 1.992",
    "6206, 3.568, 5.432, 0.396, 2.311",
    "6207, 3.565, 5.435, 0.396, 2.303",
    "6209, 3.621, 5.379, 0.402, 2.461",
    "6210, 4.093, 5.907, 0.409, 2.665",
    "6211, 4.078, 5.922, 0.408, 2.620",
    "6212, 4.066, 5.934, 0.407, 2.584",
    "6213, 4.099, 5.901, 0.410, 2.685",
    "6214, 4.104, 5.896, 0.410, 2.702",
    "6303, 2.545, 4.455, 0.364, 1.696",
    "6304, 2.574, 4.426, 0.368, 1.757",
    "6308, 3.023, 4.977, 0.378, 1.925",
    "6309, 3.037, 4.963, 0.380, 1.955",
    "6310, 3.047, 4.953, 0.381, 1.981",
    "6311, 3.057, 4.943, 0.382, 2.002",
    "6312, 3.064, 4.936, 0.383, 2.020",
    "6314, 3.076, 4.924, 0.385, 2.050",
    "6315, 3.081, 4.919, 0.385, 2.062",
    "6316, 3.086, 4.914, 0.386, 2.073",
    "6318, 3.093, 4.907, 0.387, 2.091",
    "ER-16K, 3.572, 5.428, 0.3969, 2.322",
    "6203, 3.0530, 4.9469, 0.3817, 1.994",
    "6205, 3.5848, 5.4152, 0.39828, 2.357"
  })
  void givesTheOrdersThatTheSourcesPrint(
      String designation, double outer, double inner, double cage, double spin) {
    BearingFrequencies orders =
        BearingFrequencies.of(BearingCatalogue.geometry(designation).orElseThrow());
    assertThat(orders.outerRace()).isCloseTo(outer, within(6e-4));
    assertThat(orders.innerRace()).isCloseTo(inner, within(6e-4));
    assertThat(orders.cage()).isCloseTo(cage, within(6e-4));
    assertThat(orders.elementSpin()).isCloseTo(spin, within(6e-4));
  }

  @Test
  void givesTheFrequenciesOfTheImsBearing() {
    BearingFrequencies ims =
        BearingFrequencies.of(BearingCatalogue.geometry("Rexnord ZA-2115").orElseThrow());
    // 236.4 Hz and 296.9 Hz at 2000 rpm, as the users of that data set state.
    assertThat(ims.outerRace() * 2000 / 60).isCloseTo(236.4, within(0.1));
    assertThat(ims.innerRace() * 2000 / 60).isCloseTo(296.9, within(0.1));
  }

  @Test
  void everyRowHasASource() {
    assertThat(BearingCatalogue.entries()).hasSize(39);
    BearingCatalogue.entries()
        .forEach(
            (designation, entry) -> {
              assertThat(entry.source()).as(designation).hasSizeGreaterThan(20);
              assertThat(entry.geometry().designation()).isEqualTo(designation);
            });
  }

  static Stream<BearingGeometry> rows() {
    return BearingCatalogue.entries().values().stream().map(Entry::geometry);
  }

  /** A slip in one number of a row breaks one of these, which hold for every cage bearing. */
  @ParameterizedTest
  @MethodSource("rows")
  void aRowIsPossible(BearingGeometry row) {
    double element = row.elementDiameterMm();
    double pitch = row.pitchDiameterMm();
    int n = row.rollingElements();
    // Elements don't touch, and fill the circle as far as a cage lets them.
    double chord = pitch * Math.sin(Math.PI / n);
    assertThat(element / chord).isBetween(0.55, 0.95);
    BearingFrequencies orders = BearingFrequencies.of(row);
    assertThat(orders.outerRace() + orders.innerRace()).isCloseTo(n, within(1e-9));
    assertThat(orders.cage() * n).isCloseTo(orders.outerRace(), within(1e-9));
    assertThat(orders.cage()).isBetween(0.35, 0.48);
  }

  /** Series 60, 62 and 63: elements run near the middle of bore and outside diameter (ISO 15). */
  @ParameterizedTest
  @CsvSource({
    "6000, 10, 26", "6001, 12, 28", "6002, 15, 32", "6003, 17, 35", "6004, 20, 42",
    "6005, 25, 47", "6006, 30, 55", "6200, 10, 30", "6201, 12, 32", "6202, 15, 35",
    "6203, 17, 40", "6204, 20, 47", "6205, 25, 52", "6206, 30, 62", "6207, 35, 72",
    "6209, 45, 85", "6210, 50, 90", "6211, 55, 100", "6212, 60, 110", "6213, 65, 120",
    "6214, 70, 125", "6303, 17, 47", "6304, 20, 52", "6308, 40, 90", "6309, 45, 100",
    "6310, 50, 110", "6311, 55, 120", "6312, 60, 130", "6314, 70, 150", "6315, 75, 160",
    "6316, 80, 170", "6318, 90, 190", "608, 8, 22"
  })
  void elementsFitBetweenBoreAndOutside(String designation, double bore, double outside) {
    BearingGeometry row = BearingCatalogue.geometry(designation).orElseThrow();
    double middle = (bore + outside) / 2;
    assertThat(row.pitchDiameterMm()).isCloseTo(middle, within(0.025 * middle));
    assertThat(row.pitchDiameterMm() - row.elementDiameterMm()).isGreaterThan(bore);
    assertThat(row.pitchDiameterMm() + row.elementDiameterMm()).isLessThan(outside);
  }
}
