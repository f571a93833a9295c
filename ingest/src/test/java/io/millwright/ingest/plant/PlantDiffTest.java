package io.millwright.ingest.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.ingest.simulation.PlantSimulation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantDiffTest {
  private static final List<Asset> SEED_1 = PlantSimulation.endless(1).assets();
  private static final List<Asset> SEED_2 = PlantSimulation.endless(2).assets();

  @Test
  void tellsNewChangedUnchangedAndMissingAssetsApart() {
    Asset same = SEED_1.get(0);
    Asset changed = SEED_2.get(1);
    Asset added = SEED_1.get(2);
    AssetId missing = SEED_1.get(3).id();

    PlantDiff diff =
        PlantDiff.between(
            Map.of(same.id(), same, changed.id(), SEED_1.get(1), missing, SEED_1.get(3)),
            new Plant("plant", List.of(same, changed, added)));

    assertThat(diff)
        .isEqualTo(
            new PlantDiff(List.of(added), List.of(changed), List.of(same.id()), List.of(missing)));
  }

  @Test
  void isEmptyForWhatIsPublishedAlready() {
    Asset asset = SEED_1.get(0);

    assertThat(
            PlantDiff.between(Map.of(asset.id(), asset), new Plant("p", List.of(asset))).isEmpty())
        .isTrue();
  }
}
