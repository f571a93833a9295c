package io.millwright.standalone.cli;

import picocli.CommandLine.Option;

/** Who asks for a change, and why: what the audit log keeps. */
final class AskingOptions {
  @Option(names = "--actor", required = true, paramLabel = "WHO", description = "Who asks.")
  @SuppressWarnings("NullAway.Init")
  private String actor;

  @Option(names = "--reason", required = true, paramLabel = "WHY", description = "And why.")
  @SuppressWarnings("NullAway.Init")
  private String reason;

  /**
   * To be called before anything is done.
   *
   * @throws WrongInputException if either is blank
   */
  void demandWords() {
    if (actor.isBlank() || reason.isBlank()) {
      throw new WrongInputException("--actor and --reason must not be blank");
    }
  }

  String actor() {
    return actor;
  }

  String reason() {
    return reason;
  }
}
