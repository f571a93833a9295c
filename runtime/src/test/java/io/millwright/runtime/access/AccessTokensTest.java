package io.millwright.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.runtime.config.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void anIssuedTokenNamesItsOwner() {
    AccessTokens tokens = new AccessTokens();
    String token = tokens.issueOneTime("demo", Set.of(Role.OPERATOR));
    assertThat(tokens.verify("Bearer " + token))
        .contains(new Principal("demo", Set.of(Role.OPERATOR)));
    assertThat(tokens.verify(token)).isPresent();
  }

  @Test
  void everythingElseIsNobody() {
    AccessTokens tokens = new AccessTokens();
    String token = tokens.issueOneTime("demo", Set.of(Role.OPERATOR));
    assertThat(tokens.verify(null)).isEmpty();
    assertThat(tokens.verify("")).isEmpty();
    assertThat(tokens.verify(token + "x")).isEmpty();
    assertThat(new AccessTokens().verify(token)).isEmpty();
  }

  @Test
  void readsHashesFromAFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("tokens.yaml"),
            "tokens: [{name: ann, roles: [planner, viewer], sha256: "
                + AccessTokens.hashOf("word")
                + "}]");
    assertThat(AccessTokens.load(file).verify("word"))
        .contains(new Principal("ann", Set.of(Role.PLANNER, Role.VIEWER)));
  }

  @Test
  void refusesAClearTokenInTheFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("tokens.yaml"),
            "tokens: [{name: ann, roles: [planner], sha256: word}]");
    assertThatThrownBy(() -> AccessTokens.load(file))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("tokens[0]: sha256 must be 64 lower-case hex digits");
  }

  @Test
  void aViewerChangesNothing() {
    Principal viewer = new Principal("v", Set.of(Role.VIEWER));
    for (Permission permission : Permission.values()) {
      assertThat(viewer.may(permission)).isEqualTo(permission == Permission.READ);
    }
  }

  @Test
  void anOperatorHandlesAlarmsButDecidesNoOrders() {
    Principal operator = new Principal("o", Set.of(Role.OPERATOR));
    assertThat(operator.may(Permission.HANDLE_ALARM)).isTrue();
    assertThat(operator.may(Permission.DECIDE_WORK_ORDER)).isFalse();
  }
}
