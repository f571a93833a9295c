package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvTest {
  record Line(Instant time, double mean, @Nullable Double life, String note) {}

  @Test
  void writesALineARecordUnderTheNamesOfItsComponents() {
    Instant time = Instant.parse("2026-03-01T00:00:00Z");

    assertThat(Csv.of(Line.class, List.of(new Line(time, -1.5, null, "a, \"b\"\nc"))))
        .isEqualTo("time,mean,life,note\r\n2026-03-01T00:00:00Z,-1.5,,\"a, \"\"b\"\"\nc\"\r\n");
    assertThat(Csv.of(Line.class, List.of())).isEqualTo("time,mean,life,note\r\n");
  }

  @Test
  void aTextThatWouldBeAFormulaIsNone() {
    for (String formula : List.of("=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1")) {
      assertThat(Csv.cell(formula)).doesNotStartWith(formula.substring(0, 1)).contains("'");
    }
    assertThat(Csv.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
    assertThat(Csv.cell(-3.5)).as("a number").isEqualTo("-3.5");
    assertThat(Csv.cell("a=b")).isEqualTo("a=b");
  }
}
