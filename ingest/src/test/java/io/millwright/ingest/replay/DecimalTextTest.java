package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1",
        "+7",
        ".5",
        "5.",
        "518.67",
        "-1.25e-7",
        "0.1",
        "123456789012345678",
        "9007199254740993",
        "12345678901234567890.5",
        "0.00000000000000000000001",
        "1E400",
        "NaN",
        "-Infinity"
      })
  void agreesWithTheJdkToTheLastBit(String text) {
    assertThat(parse(text)).isEqualTo(Double.valueOf(text));
  }

  @Test
  void agreesWithTheJdkOnRandomNumbers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      String text =
          i % 2 == 0
              ? Double.toString(random.nextDouble(-1e6, 1e6))
              : String.format(Locale.ROOT, "%.4f", random.nextDouble(-1e4, 1e4));
      assertThat(parse(text)).isEqualTo(Double.valueOf(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "+.", "1.2.3", "12 3", "1,5", "0x10p1", "1d", "2f", "--1"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void takesOnlyTheDeclaredDecimalMark() {
    assertThat(parse("1,5", ',')).isEqualTo(1.5);
    assertThatThrownBy(() -> parse("1.5", ',')).isInstanceOf(NumberFormatException.class);
  }

  private static double parse(String text) {
    return parse(text, '.');
  }

  private static double parse(String text, char mark) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
    return DecimalText.parse(bytes, 1, bytes.length - 1, (byte) mark);
  }
}
