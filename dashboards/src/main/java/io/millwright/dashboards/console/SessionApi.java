package io.millwright.dashboards.console;

import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Who asks. */
final class SessionApi implements Api {
  private final Gate gate;

  SessionApi(Gate gate) {
    this.gate = gate;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
                "/api/v1/me",
                "Whose token it is, and what it allows",
                Me.class,
                request -> Me.of(gate.principal(request)))
            .needs(Permission.READ));
  }

  /** What a token allows. */
  record Me(String name, Set<?> roles, List<Permission> permissions) {
    static Me of(Principal principal) {
      return new Me(
          principal.name(),
          principal.roles(),
          Arrays.stream(Permission.values()).filter(principal::may).toList());
    }
  }
}
