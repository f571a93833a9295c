package io.millwright.alerts.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.contracts.advisory.FailureModeLibrary;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Asset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureModeLibraryTest {
  private final FailureModeLibrary library = FailureModeLibrary.shipped();
  private final Asset pump = Plant.pump();

  /** The item tells most, then the mechanism, then the mode, then the machine. */
  @ParameterizedTest
  @CsvSource({
    "bearing, VIB, 2.6 fatigue, */bearing/VIB/2.6",
    "bearing, VIB, '', */bearing/VIB/*",
    "bearing, OHE, '', */bearing/OHE/*",
    "seal, ELP, '', */seal/ELP/*",
    "rotor, VIB, 1.3 clearance/alignment failure, */*/VIB/1.3",
    "rotor, VIB, '', pump/*/VIB/*",
    "rotor, LOO, '', pump/*/LOO/*",
    "rotor, UNK, '', */*/*/*",
  })
  void theMostPreciseRowAdvises(String item, String mode, String mechanism, String row) {
    Recommendation advice =
        library.advise(pump, item, new Finding(item, mode, mechanism, 0.6, "seen"));

    assertThat(advice.basis()).isEqualTo("failure-mode library, " + row);
    assertThat(advice.action()).isNotBlank();
    assertThat(advice.duration()).isPositive();
  }

  @Test
  void anItemIsFoundByItsNameToo() {
    Recommendation advice =
        library.advise(pump, "seal", new Finding("seal", "ELP", "", 0.6, "drips"));
    assertThat(advice.skill()).isEqualTo("mechanical");
  }

  @Test
  void thereIsAdviceForWhatNobodyKnows() {
    assertThat(library.advise(null, "", null).action()).startsWith("Inspect the machine");
  }
}
