package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the extractors make is what the catalogue says that travels. */
class FeatureCatalogueTest {
  static List<FeatureSchema> made() {
    return List.of(VibrationFeatures.SCHEMA, SoundFeatures.SCHEMA);
  }

  @ParameterizedTest
  @MethodSource("made")
  void theCatalogueListsWhatAnExtractorMakes(FeatureSchema schema) throws IOException {
    Path file =
        Path.of(
            "../contracts/src/main/resources/features",
            schema.schemaId().replace('/', '-') + ".txt");
    if (System.getProperty("millwright.features.write") != null) {
      Files.write(file, schema.featureNames());
    }

    assertThat(FeatureSchemas.find(schema.schemaId())).contains(schema);
  }

  @Test
  void namesOfASchemaDifferEvenWithUnderscoresForDots() {
    for (FeatureSchema schema : FeatureSchemas.ALL) {
      assertThat(schema.featureNames().stream().map(name -> name.replace('.', '_')))
          .as(schema.schemaId())
          .doesNotHaveDuplicates();
    }
  }
}
