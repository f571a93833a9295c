package io.millwright.dashboards.console;

import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import io.millwright.runtime.access.Role;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * What a token allows.
   *
   * @param name of the person
   * @param roles that it has
   * @param permissions what these roles allow
   * @param rolesFor which roles allow a thing, for all that can be allowed
   */
  record Me(
      String name,
      Set<Role> roles,
      List<Permission> permissions,
      Map<Permission, Set<Role>> rolesFor) {
    static Me of(Principal principal) {
      return new Me(
          principal.name(),
          principal.roles(),
          Arrays.stream(Permission.values()).filter(principal::may).toList(),
          Arrays.stream(Permission.values())
              .collect(
                  Collectors.toMap(
                      p -> p,
                      Permission::roles,
                      (a, b) -> a,
                      () -> new EnumMap<>(Permission.class))));
    }
  }
}
