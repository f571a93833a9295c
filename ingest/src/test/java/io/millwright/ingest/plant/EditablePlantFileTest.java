package io.millwright.ingest.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditablePlantFileTest {
  private static final String NOTE = "Added by rita\n- id: evil\u0000: new pump";

  @TempDir Path directory = Path.of("");

  @Test
  void addsBehindTheLastMachineAndLeavesEveryOtherCharacterAsItWas() throws Exception {
    String before = example();
    Path file = write(before);
    Asset added = asset("pump-999", "<script>\"Pumpe\" & 'Söhne' # 1: - {x}\n泵 😀");

    new EditablePlantFile(file, "unused").add(added, NOTE);

    List<Asset> expected = new ArrayList<>(PlantFile.parse("before", before).assets());
    expected.add(added);
    assertThat(PlantFile.read(file).assets()).isEqualTo(expected);
    assertThat(Files.readString(file))
        .startsWith(before)
        .contains("  # Added by rita - id: evil : new pump\n  - id: pump-999\n");
    assertThat(Files.readString(directory.resolve("plant.yaml.bak"))).isEqualTo(before);
    assertThat(names()).containsExactlyInAnyOrder("plant.yaml", "plant.yaml.bak");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // comments and further keys behind the assets
        "version: 1\nassets:\n  - %s\n  # the end of the list\n\n# parts\nplant: P\n",
        // no indentation, no line end
        "version: 1\nplant: P\nassets:\n- %s",
        // a comment on the last line, Windows line ends
        "version: 1\r\nplant: P\r\nassets:\r\n    - %s # old\r\n",
        // characters beyond the basic plane before the list
        "version: 1\nplant: P 😀😀\nassets:\n  - %s\n...\n",
        // a block of text at the end
        "version: 1\nplant: P\nassets:\n  - id: a\n    path: [S]\n    equipmentClass: pump\n"
            + "    state: {source: event}\n    points: [{id: p, unit: bar, kind: process}]\n"
            + "    items:\n      - id: i\n        name: |\n          long\n          text\n",
      })
  void findsThePlaceInWhateverFormTheListHas(String form) throws Exception {
    String before =
        form.formatted(
            "{id: a, path: [S], equipmentClass: pump, state: {source: event}, items: [{id: i}],"
                + " points: [{id: p, unit: bar, kind: process}]}");
    Path file = write(before);
    Plant old = PlantFile.read(file);

    new EditablePlantFile(file, "unused").add(asset("b", "B"), NOTE);

    String after = Files.readString(file);
    assertThat(PlantFile.read(file).assets()).containsExactly(old.assets().get(0), asset("b", "B"));
    assertThat(before.lines().toList()).isSubsetOf(after.lines().toList());
    assertThat(after.contains("\r\n")).isEqualTo(before.contains("\r\n"));
  }

  @Test
  void leavesAFileAloneThatItCannotAddTo() throws IOException {
    String flow =
        "{version: 1, plant: P, assets: [{id: a, path: [S], equipmentClass: pump, state: {source:"
            + " event}, items: [{id: i}], points: [{id: p, unit: bar, kind: process}]}]}";
    Path file = write(flow);
    EditablePlantFile editable = new EditablePlantFile(file, "unused");

    assertThatThrownBy(() -> editable.add(asset("b", "B"), NOTE))
        .isInstanceOf(UneditablePlantException.class)
        .hasMessageContaining("by hand");
    assertThat(Files.readString(file)).isEqualTo(flow);

    Files.writeString(file, "version: 1\nplant: P\nassets: []\n");
    assertThatThrownBy(() -> editable.add(asset("b", "B"), NOTE))
        .isInstanceOf(InvalidPlantException.class);
    assertThat(names()).containsExactly("plant.yaml");
  }

  @Test
  void refusesAnIdThatTheFileHas() throws Exception {
    Path file = write(example());

    assertThatThrownBy(() -> new EditablePlantFile(file, "x").add(asset("pump-101", "B"), NOTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.readString(file)).isEqualTo(example());
  }

  @Test
  void makesTheFileIfThereIsNone() throws Exception {
    EditablePlantFile file =
        new EditablePlantFile(directory.resolve("new/plant.yaml"), "Millbrook");
    assertThat(file.read()).isEmpty();

    file.add(asset("a", "A"), NOTE);
    file.add(asset("b", "B"), NOTE);

    assertThat(file.read())
        .hasValue(new Plant("Millbrook", List.of(asset("a", "A"), asset("b", "B"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e3",
        "12E5",
        "-1e-3",
        "+7",
        "7.",
        ".5",
        "0x1F",
        "0b1",
        "007",
        "1_000",
        ".inf",
        "true",
        "null",
        "~",
        "off",
        "<<",
        "=",
        "12:30",
        "2026-01-31",
        "a\u2028b",
        "a\u2029b",
        "a\u0085b",
        "a\rb",
        "\uFEFFa",
        "a\nb",
        "a\nb\u2028c",
        " a: b # c ",
      })
  void whatLooksLikeANumberOrALineEndStaysTheTextThatItIs(String text) throws Exception {
    EditablePlantFile file = new EditablePlantFile(directory.resolve("made.yaml"), text);
    file.add(asset("a", text), NOTE);
    file.add(asset("b", text), NOTE);

    assertThat(file.read()).hasValue(new Plant(text, List.of(asset("a", text), asset("b", text))));
  }

  @Test
  void addsToAFileOfAsManyAliasesAsAPlantMayHave() throws Exception {
    String machine =
        "  - {id: a%d, path: *p, equipmentClass: pump, state: {source: event}, items: [{id: i}],"
            + " points: [{id: p, unit: bar, kind: process}]}\n";
    StringBuilder before =
        new StringBuilder("version: 1\nplant: P\nassets:\n")
            .append(machine.formatted(0).replace("*p", "&p [S]"));
    for (int i = 1; i <= 60; i++) {
      before.append(machine.formatted(i));
    }
    Path file = write(before.toString());

    new EditablePlantFile(file, "unused").add(asset("b", "B"), NOTE);

    assertThat(PlantFile.read(file).assets()).hasSize(62);
  }

  @Test
  void keepsLinksAndRights() throws Exception {
    assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = write(example());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file);

    new EditablePlantFile(link, "unused").add(asset("b", "B"), NOTE);

    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(PlantFile.read(file).assets()).hasSize(3);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("plant.yaml"), text);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static String example() {
    try (InputStream in =
        Objects.requireNonNull(
            EditablePlantFileTest.class.getResourceAsStream("/plant/example.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Asset asset(String id, String name) {
    return new Asset(
        new AssetId(id),
        name,
        List.of("Millbrook"),
        "pump",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("bearing", "Bearing", null, null, List.of())),
        List.of(MeasurementPoint.of("speed", "rpm", PointKind.SPEED)),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.MEASURED);
  }
}
