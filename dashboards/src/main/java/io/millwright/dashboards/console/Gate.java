package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.access.Permission;
import io.millwright.runtime.access.Principal;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets requests in by their bearer token. */
final class Gate {
  private final AccessTokens tokens;

  Gate(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** Whose request it is; a problem 401 if that cannot be told. */
  Principal principal(Context request) {
    String header = request.header("Authorization");
    if (header == null || header.isBlank()) {
      throw Problem.unauthenticated(
          "this needs the header 'Authorization: Bearer <token>'; demo and run print a token at"
              + " start");
    }
    return tokens
        .verify(header)
        .orElseThrow(() -> Problem.unauthenticated("the token is not known here"));
  }

  /** A problem 403 unless one of the roles allows it. */
  static void demand(Principal principal, Permission permission) {
    if (!principal.may(permission)) {
      throw Problem.forbidden(
          permission
              + " needs one of the roles "
              + names(permission.roles())
              + "; "
              + principal.name()
              + " has "
              + names(principal.roles()));
    }
  }

  static String names(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
  }
}
