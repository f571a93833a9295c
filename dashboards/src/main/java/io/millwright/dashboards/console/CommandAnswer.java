package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.CommandStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wish that was accepted.
 *
 * @param id of the wish
 * @param state done, refused, or not decided yet
 * @param detail what was done, or the rule that it broke; empty while it is not decided
 * @param time when it was decided; null while it is not
 */
record CommandAnswer(String id, State state, String detail, @Nullable Instant time) {
  /** Decisions. */
  enum State {
    PENDING,
    DONE,
    REFUSED
  }

  static CommandAnswer of(FleetSnapshot fleet, String id) {
    return status(fleet, id)
        .map(
            s ->
                new CommandAnswer(
                    id,
                    s.outcome() == CommandStatus.Outcome.DONE ? State.DONE : State.REFUSED,
                    s.detail(),
                    s.time()))
        .orElse(new CommandAnswer(id, State.PENDING, "", null));
  }

  /** Why it was refused; null if it was not, or is not decided. */
  static @Nullable String refusal(FleetSnapshot fleet, String id) {
    return status(fleet, id)
        .filter(s -> s.outcome() == CommandStatus.Outcome.REFUSED)
        .map(CommandStatus::detail)
        .orElse(null);
  }

  private static Optional<CommandStatus> status(FleetSnapshot fleet, String id) {
    return fleet.log(Topics.COMMAND_STATUS).stream()
        .filter(s -> s.requestId().equals(id))
        .findFirst();
  }
}
