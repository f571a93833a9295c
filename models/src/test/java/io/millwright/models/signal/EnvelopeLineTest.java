package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvelopeLineTest {
  @Test
  void titlesAreAsPeopleWriteThem() {
    assertThat(EnvelopeLine.SHAFT_1.title()).isEqualTo("1×");
    assertThat(EnvelopeLine.FTF_2.title()).isEqualTo("2×FTF");
    assertThat(EnvelopeLine.BPFO_1.title()).isEqualTo("BPFO");
    assertThat(EnvelopeLine.BPFO_3.title()).isEqualTo("3×BPFO");
    assertThat(EnvelopeLine.BPFI_2_SIDEBANDS.title()).isEqualTo("2×BPFI ± 1×");
    assertThat(EnvelopeLine.BSF_1.title()).isEqualTo("BSF");
    assertThat(EnvelopeLine.BSF_2_SIDEBANDS.title()).isEqualTo("2×BSF ± FTF");
  }
}
