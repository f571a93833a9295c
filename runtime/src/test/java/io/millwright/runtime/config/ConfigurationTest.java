package io.millwright.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  enum Level {
    LOW,
    VERY_HIGH
  }

  record Server(@Default("127.0.0.1") String host, @Default("8080") int port) {
    Server {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
      }
    }
  }

  record Login(String user, Secret password) {}

  record Plant(
      String title,
      Server server,
      @Nullable Login login,
      @Default("30s") Duration patience,
      @Default("low") Level level,
      List<Server> peers,
      Set<Level> levels,
      Map<String, Double> limits,
      @Nullable Path file) {}

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void absentKeysTakeTheirDefaults() {
    assertThat(Configuration.parse("title: mill", Plant.class))
        .isEqualTo(
            new Plant(
                "mill",
                new Server("127.0.0.1", 8080),
                null,
                Duration.ofSeconds(30),
                Level.LOW,
                List.of(),
                Set.of(),
                Map.of(),
                null));
  }

  @Test
  void bindsEveryKindOfValue() {
    Plant plant =
        Configuration.parse(
            """
            title: mill
            server: {host: h, port: 1}
            patience: PT2M
            level: very-high
            peers: [{port: 2}, {host: b}]
            levels: [LOW, very-high]
            limits: {a: 1, b: 2.5}
            file: some/where
            """,
            Plant.class);
    assertThat(plant)
        .isEqualTo(
            new Plant(
                "mill",
                new Server("h", 1),
                null,
                Duration.ofMinutes(2),
                Level.VERY_HIGH,
                List.of(new Server("127.0.0.1", 2), new Server("b", 8080)),
                Set.of(Level.LOW, Level.VERY_HIGH),
                Map.of("a", 1.0, "b", 2.5),
                Path.of("some/where")));
  }

  @Test
  void readsDurationsAsPeopleWriteThem() {
    assertThat(Configuration.parse("{title: x, patience: 250ms}", Plant.class).patience())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(Configuration.parse("{title: x, patience: 1h30m}", Plant.class).patience())
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void refusesAnUnknownKeyWithItsPath() {
    assertThat(failures("title: x\nserver: {prot: 80}"))
        .containsExactly("server.prot: unknown key; known here: host, port");
  }

  @Test
  void refusesARepeatedKey() {
    assertThat(failures("title: x\ntitle: y").get(0)).startsWith("line 2:").contains("title");
  }

  @Test
  void reportsAllFailuresAtOnce() {
    assertThat(
            failures(
                """
                server: {port: eighty}
                patience: soon
                level: medium
                peers: [{port: 70000}, 3]
                limits: {a: high}
                colour: red
                """))
        .containsExactlyInAnyOrder(
            "colour: unknown key; known here: file, level, levels, limits, login, patience, peers,"
                + " server, title",
            "title: required: a text",
            "server.port: expected a whole number, found 'eighty'",
            "patience: expected a duration such as PT30S or 30s, found 'soon'",
            "level: expected one of low, very-high, found 'medium'",
            "peers[0]: port must be 0 to 65535, is 70000",
            "peers[1]: expected keys and values, found '3'",
            "limits.a: expected a number, found 'high'");
  }

  @Test
  void namesTheLineOfBrokenYaml() {
    assertThat(failures("title: x\nserver: [").get(0)).startsWith("line ");
  }

  @Test
  void namesAMissingFile() {
    Path file = directory.resolve("none.yaml");
    InvalidConfigurationException e =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> Configuration.load(file, Plant.class));
    assertThat(e).hasMessage(file + ": no such file");
  }

  @Test
  void takesSecretsFromFilesAndEnvironmentAndNeverPrintsThem() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "s3cret\n");
    Plant plant =
        Configuration.read(
            "test",
            "title: x\nlogin: {user: '${env:WHO}', password: 'a-${file:" + file + "}'}",
            Plant.class,
            name -> "WHO".equals(name) ? "ann" : null);
    assertThat(plant.login()).isEqualTo(new Login("ann", new Secret("a-s3cret")));
    assertThat(plant.toString()).contains("ann").doesNotContain("s3cret");
  }

  @Test
  void refusesASecretThatIsNotThere() {
    assertThat(
            failures(
                "title: x\nlogin: {user: '${env:MILLWRIGHT_NOT_SET}', password: '${file:/none}'}"))
        .containsExactly(
            "login.user: environment variable MILLWRIGHT_NOT_SET is not set",
            "login.password: file /none cannot be read");
    assertThat(failures("title: '${vault:x}'").get(0)).contains("unknown kind 'vault'");
  }

  private static List<String> failures(String yaml) {
    InvalidConfigurationException e =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> Configuration.parse(yaml, Plant.class));
    return e.failures();
  }
}
