package io.millwright.standalone.cli;

import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.access.Role;
import io.millwright.standalone.Standalone;
import java.util.Set;

/** Says where a started Millwright is found, and with what one may act. */
final class Greeting {
  /** What a person at the machine itself may do: everything but change the plant's access. */
  private static final Set<Role> AT_THE_MACHINE =
      Set.of(Role.OPERATOR, Role.RELIABILITY_ENGINEER, Role.PLANNER, Role.DATA_SCIENTIST);

  private Greeting() {}

  /**
   * @param issueToken whether to issue and print a token, because there is no file of them
   */
  static void say(
      Terminal terminal, Standalone standalone, AccessTokens tokens, boolean issueToken) {
    terminal.say("console  " + standalone.consoleAddress());
    if (issueToken) {
      terminal.say("token    " + tokens.issueOneTime("local", AT_THE_MACHINE) + "  (for this run)");
    }
    terminal.say("broker   " + standalone.kafka().bootstrapServers());
  }
}
