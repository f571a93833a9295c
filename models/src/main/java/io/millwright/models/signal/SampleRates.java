package io.millwright.models.signal;

/** What a sample rate must be. */
final class SampleRates {
  private SampleRates() {}

  static double checked(double sampleRateHz) {
    if (!(sampleRateHz > 0) || Double.isInfinite(sampleRateHz)) {
      throw new IllegalArgumentException("sample rate must be above 0 Hz, was " + sampleRateHz);
    }
    return sampleRateHz;
  }
}
