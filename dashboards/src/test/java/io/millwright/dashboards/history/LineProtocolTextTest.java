package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolTextTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        0.3,
        641.82,
        -0.0007,
        100.000001,
        0.1 + 0.2,
        1e-7,
        1e300,
        -1e-300,
        9.007199254740993E15,
        123456789.123456,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        8_999_999_999.5
      })
  void writesADecimalThatReadsBackAsTheSameValue(double value) {
    assertThat(Double.parseDouble(written(value))).isEqualTo(value);
  }

  @Test
  void readsBackEveryRandomValue() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double rounded = Math.rint(random.nextGaussian() * 1e7) / Math.pow(10, random.nextInt(8));
      double raw = Double.longBitsToDouble(random.nextLong());
      assertThat(Double.parseDouble(written(rounded))).isEqualTo(rounded);
      if (Double.isFinite(raw)) {
        assertThat(Double.parseDouble(written(raw))).isEqualTo(raw);
      }
    }
  }

  @Test
  void writesFewDecimalsAsTheyAre() {
    assertThat(written(641.82)).isEqualTo("641.82");
    assertThat(written(-0.05)).isEqualTo("-0.05");
    assertThat(written(2)).isEqualTo("2");
  }

  @Test
  void escapesTagsAndTexts() {
    LineProtocolText text = new LineProtocolText();
    text.begin("m");
    text.tag("point", "a b,c=d\\");
    text.text("reason", "say \"no\"\\\nnow");
    text.bool("active", true);
    text.integer("revision", 3);
    text.number("absent", Double.NaN);
    text.end(12);

    assertThat(text.toString())
        .isEqualTo(
            "m,point=a\\ b\\,c\\=d%5c reason=\"say \\\"no\\\"\\\\ now\",active=t,revision=3i 12\n");
  }

  @Test
  void readsATagBackAsItWas() {
    for (String id : new String[] {"plain", "100 %", "a\\b", "x\ny", "%41", "é"}) {
      assertThat(HistoryLayout.untag(HistoryLayout.tag(id))).isEqualTo(id);
    }
  }

  private static String written(double value) {
    LineProtocolText out = new LineProtocolText(1);
    out.decimal(value);
    return out.toString();
  }
}
