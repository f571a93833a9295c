package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.prognosis.LifeEstimator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
  private static final MachineEventType[] EVENTS = MachineEventType.values();

  /** Snapshots at random moments, in between learning, judging, stops, faults and events. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void continuesBitForBitWheneverItIsTaken(long seed) {
    LifeEstimator life = new CountdownLife("vib", LifeUnit.HOURS, 300);
    Random random = new Random(seed);
    Pump pump = new Pump(seed);
    AssetAssessor undisturbed =
        AssetAssessor.start(Pump.ASSET, Pump.SETTINGS, AssetModels.of(life));
    AssetAssessor restored = AssetAssessor.start(Pump.ASSET, Pump.SETTINGS, AssetModels.of(life));
    int snapshots = 0;
    for (int i = 0; i < 900; i++) {
      if (random.nextInt(60) == 0) {
        pump.speed = random.nextInt(3) == 0 ? 0 : 1200 + 100 * random.nextInt(6);
      }
      if (random.nextInt(200) == 0) {
        pump.vibOffset = random.nextInt(2) * 0.6;
      }
      if (random.nextInt(150) == 0) {
        var event = pump.event(EVENTS[random.nextInt(EVENTS.length)]);
        undisturbed.apply(event);
        restored.apply(event);
      }
      if (random.nextInt(25) == 0) {
        restored =
            AssetAssessor.restore(
                restored.snapshot(), Pump.ASSET, Pump.SETTINGS, AssetModels.of(life));
        snapshots++;
      }
      ScalarScan scan = pump.scan();
      if (random.nextInt(50) == 0) {
        scan.values()[2] = Double.NaN;
      }
      Verdict expected = undisturbed.accept(scan, pump.time);
      assertThat(restored.accept(scan, pump.time)).isEqualTo(expected);
    }
    assertThat(snapshots).isGreaterThan(20);
    assertThat(Arrays.equals(restored.snapshot(), undisturbed.snapshot())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 60, 1_000})
  void staysSmall(int scans) {
    Pump pump = new Pump(1);
    AssetAssessor assessor = AssetAssessor.start(Pump.ASSET, Pump.SETTINGS, AssetModels.NONE);
    for (int i = 0; i < scans; i++) {
      pump.feed(assessor);
    }
    assertThat(assessor.snapshot().length).isLessThan(8_000);
  }
}
