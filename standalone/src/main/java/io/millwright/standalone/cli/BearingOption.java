package io.millwright.standalone.cli;

import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import picocli.CommandLine.Option;

/** Which bearing a data set's records are of. */
final class BearingOption {
  @Option(
      names = "--bearing",
      paramLabel = "DESIGNATION",
      defaultValue = "6205-2RS",
      description = "Bearing of the drive end, from the catalogue (${DEFAULT-VALUE}).")
  private String designation = "6205-2RS";

  BearingFrequencies frequencies() {
    return BearingCatalogue.geometry(designation)
        .map(BearingFrequencies::of)
        .orElseThrow(
            () ->
                new WrongInputException(
                    "no bearing '"
                        + designation
                        + "': "
                        + BearingCatalogue.whyUnknown(designation)
                        + "; use another designation"));
  }
}
