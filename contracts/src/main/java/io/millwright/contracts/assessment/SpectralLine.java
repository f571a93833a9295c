package io.millwright.contracts.assessment;

/**
 * A line of a spectrum that speaks for a finding, so that a person can look for it.
 *
 * @param name of the line, for example {@code 2×BPFO}
 * @param frequencyHz where it is expected; what was found is within slip and resolution of it
 * @param prominenceDb its height over its neighbourhood
 * @param bandLowHz lower edge of the band that was demodulated; 0 if the spectrum is of the signal
 *     itself
 * @param bandHighHz upper edge; 0 likewise
 */
public record SpectralLine(
    String name, double frequencyHz, double prominenceDb, double bandLowHz, double bandHighHz) {}
