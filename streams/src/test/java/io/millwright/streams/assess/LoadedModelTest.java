package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.models.assessor.AssetModels;
import io.millwright.models.release.Sha256;
import io.millwright.streams.SmallModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A model of each kind takes the place of its kind and no other. */
class LoadedModelTest {
  private static final Path GOLDEN = Path.of("../models/src/test/resources/golden/1");

  @Test
  void eachKindHasItsPlace() throws IOException {
    LoadedModel life = load(SmallModels.version(100).toBytes());
    LoadedModel bearing = load(Files.readAllBytes(GOLDEN.resolve("bearing.bundle")));
    LoadedModel diagnosis = load(Files.readAllBytes(GOLDEN.resolve("bearing-diagnosis.bundle")));

    AssetModels all = diagnosis.in(bearing.in(life.in(AssetModels.NONE)));

    assertThat(all.life()).isSameAs(life.model());
    assertThat(all.bearingLife()).isSameAs(bearing.model());
    assertThat(all.diagnosis()).isSameAs(diagnosis.model());
  }

  private static LoadedModel load(byte[] bundle) {
    return LoadedModel.of(Sha256.hex(bundle), bundle);
  }
}
