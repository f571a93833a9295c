package io.millwright.alerts.precedent;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.Plant;
import io.millwright.alerts.precedent.ClosedCase.Kind;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrecedentsTest {
  private static final Kind WORN = new Kind("pump", "drive-end bearing", "vib", "2.4 wear");

  private static final Advisory OPEN =
      new Advisory(
          "c",
          1,
          Plant.PUMP,
          "bearing",
          Advisory.Status.OPEN,
          Priority.HIGH,
          Plant.hour(0),
          Plant.hour(9),
          "",
          List.of(),
          null,
          null,
          Origin.MEASURED,
          "");

  private static ClosedCase closed(String id, int hour, Kind kind, Advisory.Status outcome) {
    return new ClosedCase(id, Plant.PUMP, kind, outcome, "found " + id, "", Plant.hour(hour));
  }

  @Test
  void similarityIsTheWeightedShareOfWhatIsKnownOfBoth() {
    assertThat(Precedents.similarity(WORN, WORN)).isEqualTo(1);
    assertThat(Precedents.similarity(WORN, new Kind("fan", "drive-end bearing", "vib", "2.4 wear")))
        .isEqualTo(8.0 / 10);
    assertThat(Precedents.similarity(WORN, new Kind("pump", "shaft seal", "elp", "2.4 wear")))
        .isEqualTo(5.0 / 10);
    assertThat(Precedents.similarity(WORN, new Kind("pump", "drive-end bearing", "", "")))
        .as("what is not known is not compared")
        .isEqualTo(1);
    assertThat(Precedents.similarity(WORN, new Kind("pump", "", "vib", "")))
        .as("class and mode alone say too little")
        .isZero();
    assertThat(Precedents.similarity(WORN, new Kind("", "", "", ""))).isZero();
  }

  @Test
  void whatNobodyDiagnosedIsNotKnown() {
    assertThat(Kind.of(OPEN, Plant.pump()))
        .isEqualTo(new Kind("pump", "drive-end bearing", "", ""));
    Advisory undiagnosed =
        new Advisory(
            "u",
            1,
            Plant.PUMP,
            "unknown",
            Advisory.Status.OPEN,
            Priority.HIGH,
            Plant.hour(0),
            Plant.hour(9),
            "",
            List.of(new Finding("unknown", "UNK", "", 0.2, "")),
            null,
            null,
            Origin.MEASURED,
            "");
    assertThat(Kind.of(undiagnosed, Plant.pump())).isEqualTo(new Kind("pump", "", "", ""));
  }

  @Test
  void theThreeMostAlikeNewestFirstAmongEqualsAndTheShareThatWasConfirmed() {
    Kind onFan = new Kind("fan", "drive-end bearing", "vib", "2.4 wear");
    Kind seal = new Kind("pump", "shaft seal", "elp", "2.3 erosion");
    CaseAdvice advice =
        Precedents.advise(
            OPEN,
            WORN,
            1,
            Stream.of(
                closed("fan", 5, onFan, Advisory.Status.CLOSED_REPAIRED),
                closed("old", 1, WORN, Advisory.Status.CLOSED_REPAIRED),
                closed("new", 3, WORN, Advisory.Status.CLOSED_NOTHING_FOUND),
                closed("mid", 2, WORN, Advisory.Status.CLOSED_REPAIRED),
                closed("seal", 8, seal, Advisory.Status.CLOSED_REPAIRED)));

    assertThat(advice.precedents())
        .extracting(CaseAdvice.Precedent::caseId)
        .containsExactly("new", "mid", "old");
    assertThat(advice.answered()).as("the seal is of another kind").isEqualTo(4);
    assertThat(advice.confirmed()).isEqualTo(3);
  }
}
