package io.millwright.alerts.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.ledger.Share;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeadTest {
  /**
   * The maintenance group of the acute myelogenous leukaemia trial (Miller, Survival Analysis,
   * 1981), weeks of remission, + censored: 9 13 13+ 18 23 28+ 31 34 45+ 48 161+. Its published
   * product-limit estimates are 0.909 at 9, 0.818 at 13, 0.716 at 18, 0.614 at 23, 0.491 at 31,
   * 0.368 at 34 and 0.184 at 48.
   */
  private static final List<Lead> LEUKAEMIA =
      Stream.of("9", "13", "13+", "18", "23", "28+", "31", "34", "45+", "48", "161+")
          .map(t -> new Lead(Double.parseDouble(t.replace("+", "")), !t.endsWith("+")))
          .toList();

  @Test
  void quantilesAreThoseOfThePublishedExample() {
    assertThat(Lead.quantile(LEUKAEMIA, 0.5)).isEqualTo(31.0);
    assertThat(Lead.quantile(LEUKAEMIA, 1 - 0.909)).isEqualTo(13.0); // 0.9090909 is above it
    assertThat(Lead.quantile(LEUKAEMIA, 1 - 0.910)).isEqualTo(9.0);
    assertThat(Lead.quantile(LEUKAEMIA, 1 - 0.717)).isEqualTo(18.0);
    assertThat(Lead.quantile(LEUKAEMIA, 1 - 0.185)).isEqualTo(48.0);
    assertThat(Lead.quantile(LEUKAEMIA, 0.9)).as("never reached").isNull();
  }

  @Test
  void ofRepairsAloneNothingIsKnown() {
    assertThat(Lead.quantile(List.of(new Lead(10, false), new Lead(20, false)), 0.1)).isNull();
    assertThat(Lead.quantile(List.of(), 0.5)).isNull();
    assertThat(Lead.median(List.of())).isNull();
    assertThat(Lead.median(List.of(new Lead(1, true), new Lead(4, true)))).isEqualTo(2.5);
  }

  @Test
  void withoutCensoringItIsTheEmpiricalQuantile() {
    List<Lead> four = Stream.of(1, 2, 3, 4).map(h -> new Lead(h, true)).toList();

    assertThat(Lead.quantile(four, 0.25)).isEqualTo(1);
    assertThat(Lead.quantile(four, 0.5)).isEqualTo(2);
    assertThat(Lead.quantile(four, 0.9)).isEqualTo(4);
  }

  /**
   * Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
   */
  @Test
  void intervalsAreThePublishedOnes() {
    Share some = requireNonNull(Share.of(81, 263));
    assertThat(some.lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(some.upper()).isCloseTo(0.3662, within(5e-5));
    Share few = requireNonNull(Share.of(1, 29));
    assertThat(few.lower()).isCloseTo(0.0061, within(5e-5));
    assertThat(few.upper()).isCloseTo(0.1718, within(5e-5));
    Share none = requireNonNull(Share.of(0, 20));
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isCloseTo(0.1611, within(5e-5));
    assertThat(Share.of(0, 0)).isNull();
  }
}
