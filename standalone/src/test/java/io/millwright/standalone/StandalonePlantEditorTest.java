package io.millwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.ingest.plant.EditablePlantFile;
import io.millwright.ingest.template.MachineFacts;
import io.millwright.ingest.template.MachineTemplates;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandalonePlantEditorTest {
  @Test
  void aMachineInForceThatTheFileDoesNotTakeIsSaidWithTheReason(@TempDir Path directory) {
    EditablePlantFile file = new EditablePlantFile(directory.resolve("plant.yaml"), "P");
    Asset asset = MachineTemplates.of(new MachineFacts(null, null, Support.UNKNOWN)).get(0).asset();

    assertThat(StandalonePlantEditor.write(file, asset, "first")).isNull();
    assertThat(StandalonePlantEditor.write(file, asset, "somebody was faster"))
        .startsWith("it cannot be written")
        .contains(asset.id().value());
  }
}
