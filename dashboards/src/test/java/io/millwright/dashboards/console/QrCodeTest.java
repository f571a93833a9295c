package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

  @Test
  void aReaderReadsTheAddressFromWhatIsDrawn() throws Exception {
    String address = "https://millwright.example.org/#/evidence/n%2Fpump-1%2Fbearing%402026-03-01";

    String drawn = QrCode.svg(address);

    assertThat(new Decoder().decode(modules(drawn, 4)).getText()).isEqualTo(address);
  }

  @Test
  void leavesTheQuietZoneOfFourModules() {
    String drawn = QrCode.svg("https://millwright.example.org/");
    int side = side(drawn);

    assertThat(RUN.matcher(drawn).results())
        .isNotEmpty()
        .allSatisfy(
            run -> {
              assertThat(number(run, 1)).isGreaterThanOrEqualTo(4);
              assertThat(number(run, 2)).isBetween(4, side - 5);
              assertThat(number(run, 1) + number(run, 3)).isLessThanOrEqualTo(side - 4);
            });
  }

  @Test
  void refusesWhatNoCodeCanHold() {
    assertThatThrownBy(() -> QrCode.svg("x".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5000");
  }

  private static BitMatrix modules(String svg, int quiet) {
    BitMatrix modules = new BitMatrix(side(svg) - 2 * quiet);
    RUN.matcher(svg)
        .results()
        .forEach(
            run ->
                modules.setRegion(
                    number(run, 1) - quiet, number(run, 2) - quiet, number(run, 3), 1));
    return modules;
  }

  private static int side(String svg) {
    Matcher side = SIDE.matcher(svg);
    assertThat(side.find()).isTrue();
    return Integer.parseInt(side.group(1));
  }

  private static int number(MatchResult run, int group) {
    return Integer.parseInt(run.group(group));
  }
}
