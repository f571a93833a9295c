package io.millwright.runtime.access;

import java.util.Set;

/**
 * Who acts, after the token was verified.
 *
 * @param name goes into every record of an action as its actor
 * @param roles what the token gives
 */
public record Principal(String name, Set<Role> roles) {
  public Principal {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a principal needs a name");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("principal " + name + " needs a role");
    }
    roles = Set.copyOf(roles);
  }

  /** Whether one of the roles is enough. */
  public boolean may(Permission permission) {
    return roles.stream().anyMatch(permission.roles()::contains);
  }
}
